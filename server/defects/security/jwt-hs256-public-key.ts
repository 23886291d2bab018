import type { Defect } from '../../parts.ts';
import { createPublicKey } from 'node:crypto';
import { unverifiedClaims } from '../../verify/jwt.ts';
import { isHmacOf, publishedKey } from '../tricks.ts';

/** The verifier takes whatever algorithm the token names, and the public key for its secret. */
export default {
  breaks: 'server.security.jwt-hs256-public-key',
  title: 'A JWT signed by HMAC with the PEM of the public key is taken',
  alter: (parts) => ({
    verifySignature: async (token, setup) => {
      const unverified = unverifiedClaims(token);
      const key = unverified && (await publishedKey(unverified.header, setup));
      if (unverified?.header['alg'] !== 'HS256' || key === undefined)
        return parts.verifySignature(token, setup);
      const secret = createPublicKey({ format: 'jwk', key: { ...key } }).export({
        type: 'spki',
        format: 'pem',
      });
      return isHmacOf(token, secret)
        ? { kind: 'verified', ...unverified }
        : { kind: 'invalid', reason: 'The signature of the access token is not good.' };
    },
  }),
} satisfies Defect;
