import type { Defect } from '../../parts.ts';
import { unverifiedClaims } from '../../verify/jwt.ts';

/** Without a key id there is nothing to compare, so it is believed. */
export default {
  breaks: 'server.token-validation.foreign-key',
  entails: ['server.security.jwt-embedded-jwk', 'server.security.jwt-x5c', 'server.security.jwt-jku-x5u'],
  title: 'A token that names no key is accepted with any signature',
  alter: (parts) => ({
    verifySignature: async (token, setup) => {
      const unverified = unverifiedClaims(token);
      if (unverified?.header['alg'] === 'RS256' && unverified.header['kid'] === undefined) {
        return { kind: 'verified', ...unverified };
      }
      return parts.verifySignature(token, setup);
    },
  }),
} satisfies Defect;
