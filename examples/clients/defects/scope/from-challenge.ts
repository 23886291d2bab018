import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.scope.from-challenge',
  title: 'Asks for all scopes of the metadata on top of those of the challenge',
  alter: (parts) => ({
    scopeFor(session, challenge, supported, before) {
      const scope = parts.scopeFor(session, challenge, supported, before);
      return scope === undefined
        ? undefined
        : [...new Set([...scope.split(' '), ...(supported ?? [])])].join(' ');
    },
  }),
} satisfies Defect;
