import type { Defect } from '../../parts.ts';

/** The audience is what it always was before there were resource indicators. */
export default {
  breaks: 'authorization-server.resource-indicator.audience-restricted',
  title: 'The audience of each access token is the issuer',
  alter: ({ accessTokenClaims }) => ({
    accessTokenClaims: (environment, facts) => ({
      ...accessTokenClaims(environment, facts),
      aud: environment.base,
    }),
  }),
} satisfies Defect;
