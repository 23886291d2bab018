import type { Defect } from '../../parts.ts';
import { unverifiedClaims } from '../../verify/jwt.ts';

/** A list of what is forbidden is never long enough. */
export default {
  breaks: 'server.security.jwt-alg-none',
  title: 'Only the exact word none is forbidden as an algorithm',
  alter: (parts) => ({
    verifySignature: async (token, setup) => {
      const unverified = unverifiedClaims(token);
      const alg = String(unverified?.header['alg']);
      const slips = alg !== 'none' && alg.toLowerCase() === 'none';
      if (unverified !== undefined && slips) return { kind: 'verified', ...unverified };
      return parts.verifySignature(token, setup);
    },
  }),
} satisfies Defect;
