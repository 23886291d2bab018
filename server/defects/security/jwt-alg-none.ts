import type { Defect } from '../../parts.ts';
import { unverifiedClaims } from '../../verify/jwt.ts';

/** The sender chooses how the token is verified, and chooses not at all. */
export default {
  breaks: 'server.security.jwt-alg-none',
  title: 'A JWT with the algorithm none is taken without a signature',
  alter: (parts) => ({
    verifySignature: async (token, setup) => {
      const unverified = unverifiedClaims(token);
      const isUnsigned = /^none$/i.test(String(unverified?.header['alg']));
      if (unverified !== undefined && isUnsigned) return { kind: 'verified', ...unverified };
      return parts.verifySignature(token, setup);
    },
  }),
} satisfies Defect;
