import type { Defect } from '../../parts.ts';
import { unverifiedClaims } from '../../verify/jwt.ts';

/** An expired token found somewhere tells whose it was. */
export default {
  breaks: 'server.security.no-validation-oracle',
  title: 'The refusal of an expired token names its subject',
  alter: (parts) => ({
    verifyToken: async (token, setup) => {
      const result = await parts.verifyToken(token, setup);
      const { sub } = unverifiedClaims(token)?.claims ?? {};
      if (result.kind !== 'invalid' || !result.reason.includes('expired')) return result;
      return { ...result, reason: `The access token of ${String(sub)} has expired.` };
    },
  }),
} satisfies Defect;
