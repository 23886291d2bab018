import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.scope.union',
  title: 'Asks only for the scope of the challenge at a step-up',
  alter: (parts) => ({
    scopeFor: (session, challenge, supported) => parts.scopeFor(session, challenge, supported, undefined),
  }),
} satisfies Defect;
