import type { Defect } from '../../parts.ts';

/** The key says for which algorithm it is, and nobody reads it. */
export default {
  breaks: 'server.security.jwt-weak-algorithms',
  title: 'Any algorithm of the library is taken that fits the key',
  alter: (parts) => ({
    matchingKeys: (keys, header) => {
      const algorithm = String(header['alg']);
      const relabelled = keys.map((key) => ({ ...key, alg: algorithm }));
      return parts.matchingKeys(relabelled, header);
    },
  }),
} satisfies Defect;
