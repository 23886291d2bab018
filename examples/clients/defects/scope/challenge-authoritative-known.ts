import type { Defect } from '../../parts.ts';

/** Those of the server that it was first made for. */
const KNOWN = ['web-search:read', 'web-search:write'];

export default {
  breaks: 'client.scope.challenge-authoritative',
  title: 'Asks for those scopes of the challenge that it has heard of, whatever the metadata lists',
  alter: (parts) => ({
    scopeFor(session, challenge, supported, before) {
      const scope = parts.scopeFor(session, challenge, supported, before);
      if (scope === undefined || challenge['error'] === 'insufficient_scope') return scope;
      const known = scope.split(' ').filter((one) => KNOWN.includes(one));
      return known.length === 0 ? scope : known.join(' ');
    },
  }),
} satisfies Defect;
