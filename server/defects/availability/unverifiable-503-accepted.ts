import type { Defect } from '../../parts.ts';
import { unverifiedClaims } from '../../verify/jwt.ts';

/** The key set cannot be reached, so the signature is not looked at. */
export default {
  breaks: 'server.availability.unverifiable-503',
  title: 'A token is taken unverified while the authorization server refuses connections',
  alter: (parts) => ({
    verifySignature: async (token, setup) => {
      const result = await parts.verifySignature(token, setup);
      if (result.kind !== 'unverifiable' || !result.cause.includes('ECONNREFUSED')) return result;
      const claimed = unverifiedClaims(token);
      return claimed === undefined ? result : { kind: 'verified', ...claimed };
    },
  }),
} satisfies Defect;
