import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.scope.from-metadata',
  title: 'Sends no scope where the challenge names none',
  alter: (parts) => ({
    scopeFor: (session, challenge, _supported, before) =>
      parts.scopeFor(session, challenge, undefined, before),
  }),
} satisfies Defect;
