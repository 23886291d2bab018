import type { Defect } from '../../parts.ts';
import { unverifiedClaims } from '../../verify/jwt.ts';

/** The payload is decoded and believed. */
export default {
  breaks: 'server.token-validation.bad-signature',
  entails: [
    'server.token-validation.foreign-key',
    'server.security.jwt-alg-none',
    'server.security.jwt-hs256-public-key',
    'server.security.jwt-embedded-jwk',
    'server.security.jwt-jku-x5u',
    'server.security.jwt-x5c',
    'server.security.jwt-kid-injection',
    'server.security.jwt-crit',
    'server.security.jwt-b64-false',
    'server.security.jwt-weak-algorithms',
    'server.security.jwt-ecdsa-zero-signature',
    'server.security.jwt-duplicate-members',
    'server.availability.removed-key-retired',
    'server.availability.unverifiable-503',
    'server.security.no-header-injection',
  ],
  title: 'The signature is not verified',
  alter: () => ({
    verifySignature: async (token) => {
      const unverified = unverifiedClaims(token);
      return unverified === undefined
        ? { kind: 'invalid', reason: 'The access token is no JWT.' }
        : { kind: 'verified', ...unverified };
    },
  }),
} satisfies Defect;
