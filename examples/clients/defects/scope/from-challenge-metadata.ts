import type { Defect } from '../../parts.ts';

/** What the request needs, and no metadata lists, is not asked for then. */
export default {
  breaks: 'client.scope.from-challenge',
  entails: ['client.scope.challenge-authoritative'],
  title: 'Always asks for what the metadata lists, whatever the challenge says',
  alter: (parts) => ({
    scopeFor(session, challenge, supported, before) {
      const isStepUp = challenge['error'] === 'insufficient_scope';
      return supported === undefined || isStepUp
        ? parts.scopeFor(session, challenge, supported, before)
        : supported.join(' ');
    },
  }),
} satisfies Defect;
