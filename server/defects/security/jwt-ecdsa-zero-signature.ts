import type { Defect } from '../../parts.ts';
import { unverifiedClaims } from '../../verify/jwt.ts';

/** With r and s zero, some routines find everything equal. */
export default {
  breaks: 'server.security.jwt-ecdsa-zero-signature',
  title: 'An ES256 signature of zeros is taken',
  alter: (parts) => ({
    verifySignature: async (token, setup) => {
      const unverified = unverifiedClaims(token);
      const signature = Buffer.from(token.slice(token.lastIndexOf('.') + 1), 'base64url');
      const isZero = signature.length === 64 && signature.every((byte) => byte === 0);
      if (unverified?.header['alg'] === 'ES256' && isZero) return { kind: 'verified', ...unverified };
      return parts.verifySignature(token, setup);
    },
  }),
} satisfies Defect;
