import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.scope.challenge-authoritative',
  title: 'Leaves out scopes of the challenge that the metadata does not list',
  alter: (parts) => ({
    scopeFor(session, challenge, supported, before) {
      const scope = parts.scopeFor(session, challenge, supported, before);
      const isStepUp = challenge['error'] === 'insufficient_scope';
      if (scope === undefined || supported === undefined || isStepUp) return scope;
      return scope
        .split(' ')
        .filter((one) => supported.includes(one))
        .join(' ');
    },
  }),
} satisfies Defect;
