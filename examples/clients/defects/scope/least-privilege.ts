import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.scope.least-privilege',
  title: 'Asks for broad scopes of its own on top',
  alter: (parts) => ({
    scopeFor(session, challenge, supported, before) {
      const scope = parts.scopeFor(session, challenge, supported, before);
      return scope === undefined ? undefined : `${scope} admin profile`;
    },
  }),
} satisfies Defect;
