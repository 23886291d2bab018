import type { Defect } from '../../parts.ts';

/** Tokens of the time when there was only one server to use them. */
export default {
  breaks: 'authorization-server.security.access-token-profile',
  // Without a claim there is no audience anywhere.
  entails: [
    'authorization-server.resource-indicator.audience-restricted',
    'authorization-server.security.introspection-aud',
  ],
  title: 'Access tokens have no claim aud',
  alter: ({ accessTokenClaims }) => ({
    accessTokenClaims: (environment, facts) => {
      const claims = accessTokenClaims(environment, facts);
      delete claims.aud;
      return claims;
    },
  }),
} satisfies Defect;
