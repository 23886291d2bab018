import type { Defect } from '../../parts.ts';

/** The outcome is kept for each token, and that of an outage is no exception. */
export default {
  breaks: 'server.availability.no-negative-caching',
  title: 'A token that could not be checked once counts as invalid from then on',
  alter: (parts) => {
    const refused = new Set<string>();
    return {
      verifyToken: async (token, setup) => {
        if (refused.has(token)) return { kind: 'invalid', reason: 'The access token is not valid.' };
        const result = await parts.verifyToken(token, setup);
        if (result.kind === 'unverifiable') refused.add(token);
        return result;
      },
    };
  },
} satisfies Defect;
