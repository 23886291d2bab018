import type { Defect } from '../../parts.ts';
import { unverifiedClaims } from '../../verify/jwt.ts';

/** Without keys there is nothing to verify with. */
export default {
  breaks: 'server.availability.jwks-unusable',
  title: 'A token is taken unverified while the key set is empty',
  alter: (parts) => ({
    verifySignature: async (token, setup) => {
      const result = await parts.verifySignature(token, setup);
      if (result.kind !== 'unverifiable' || !result.cause.endsWith('no usable key')) return result;
      const claimed = unverifiedClaims(token);
      return claimed === undefined ? result : { kind: 'verified', ...claimed };
    },
  }),
} satisfies Defect;
