import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.scope.omitted',
  title: 'Sends an empty scope where nobody names one',
  alter: (parts) => ({
    scopeFor: (session, challenge, supported, before) =>
      parts.scopeFor(session, challenge, supported, before) ?? '',
  }),
} satisfies Defect;
