import type { Defect } from '../../parts.ts';
import type { VerifyResult } from '../../verify/verify.ts';

/** What was verified once is remembered, and its expiry is not. */
export default {
  breaks: 'server.token-validation.expires-during-session',
  entails: ['server.availability.removed-key-retired'],
  title: 'A token that was accepted once stays accepted',
  alter: (parts) => {
    const verified = new Map<string, VerifyResult>();
    return {
      verifyToken: async (token, setup) => {
        const known = verified.get(token);
        if (known !== undefined) return known;
        const result = await parts.verifyToken(token, setup);
        if (result.kind === 'access') verified.set(token, result);
        return result;
      },
    };
  },
} satisfies Defect;
