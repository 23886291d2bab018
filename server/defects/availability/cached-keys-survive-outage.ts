import type { Defect } from '../../parts.ts';

/** Each request costs the authorization server another one, and its outages are the server's own. */
export default {
  breaks: 'server.availability.cached-keys-survive-outage',
  entails: ['server.availability.unknown-kid-throttled'],
  title: 'The key set is fetched for every request',
  alter: (parts) => ({
    createKeySource: (getSetup) => ({
      find: async (header) => {
        const fetched = await parts.fetchKeySet(getSetup());
        return fetched.kind === 'unverifiable'
          ? fetched
          : { kind: 'keys', keys: parts.matchingKeys(fetched.keys, header) };
      },
    }),
  }),
} satisfies Defect;
