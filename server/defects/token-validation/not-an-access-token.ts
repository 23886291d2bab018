import type { Defect } from '../../parts.ts';
import type { Claims } from '../../types.ts';

/** OpenID Connect Core §2 returns the nonce of the authorization request in it. */
const isIdToken = (claims: Claims) => claims['nonce'] !== undefined && typeof claims['aud'] === 'string';

/** An ID token says who the user is, to the client; it opens nothing. */
export default {
  breaks: 'server.token-validation.not-an-access-token',
  title: 'An ID token is taken for an access token',
  alter: (parts) => ({
    checkAudience: (claims, setup, header) =>
      isIdToken(claims) ? undefined : parts.checkAudience(claims, setup, header),
    checkType: (claims, setup, header) =>
      isIdToken(claims) ? undefined : parts.checkType(claims, setup, header),
  }),
} satisfies Defect;
