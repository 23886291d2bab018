import type { Defect } from '../../parts.ts';
import { unverifiedClaims } from '../../verify/jwt.ts';

/** A key that is not found yet may come later, so the request goes on. */
export default {
  breaks: 'server.token-validation.foreign-key',
  entails: [
    'server.availability.removed-key-retired',
    'server.security.jwt-embedded-jwk',
    'server.security.jwt-jku-x5u',
    'server.security.jwt-x5c',
    'server.security.jwt-kid-injection',
    'server.security.no-header-injection',
  ],
  title: 'A token whose key is not published is accepted',
  alter: (parts) => ({
    verifySignature: async (token, setup) => {
      const unverified = unverifiedClaims(token);
      const result = await parts.verifySignature(token, setup);
      if (unverified?.header['alg'] !== 'RS256' || result.kind === 'verified') return result;
      const found = await setup.keys.find(unverified.header);
      const isUnknown = found.kind === 'keys' && found.keys.length === 0;
      return isUnknown ? { kind: 'verified', ...unverified } : result;
    },
  }),
} satisfies Defect;
