import type { Defect } from '../../parts.ts';
import { unverifiedClaims } from '../../verify/jwt.ts';
import { isHmacOf, publishedKey } from '../tricks.ts';

/** The same with a library that turns a JWK object into a text when it needs a secret. */
export default {
  breaks: 'server.security.jwt-hs256-public-key',
  title: 'A JWT signed by HMAC with the JSON text of the public key is taken',
  alter: (parts) => ({
    verifySignature: async (token, setup) => {
      const unverified = unverifiedClaims(token);
      const key = unverified && (await publishedKey(unverified.header, setup));
      if (unverified?.header['alg'] !== 'HS256' || key === undefined)
        return parts.verifySignature(token, setup);
      const secret = JSON.stringify(key);
      return isHmacOf(token, secret)
        ? { kind: 'verified', ...unverified }
        : { kind: 'invalid', reason: 'The signature of the access token is not good.' };
    },
  }),
} satisfies Defect;
