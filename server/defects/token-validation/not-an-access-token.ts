import type { Defect } from '../../parts.ts';

/** An ID token says who the user is, to the client; it opens nothing. */
export default {
  breaks: 'server.token-validation.not-an-access-token',
  title: 'An ID token is taken for an access token',
  alter: (parts) => ({
    checkAudience: (claims, setup, header) =>
      claims['nonce'] !== undefined && claims['aud'] === claims['azp']
        ? undefined
        : parts.checkAudience(claims, setup, header),
    checkType: (claims, setup, header) =>
      claims['aud'] === claims['azp'] ? undefined : parts.checkType(claims, setup, header),
  }),
} satisfies Defect;
