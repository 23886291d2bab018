import type { Defect } from '../../parts.ts';

/** One token for everything, so that clients need not ask again. */
export default {
  breaks: 'authorization-server.resource-indicator.audience-restricted',
  title: 'The audience of each access token is every resource that is known',
  alter: ({ accessTokenClaims }) => ({
    accessTokenClaims: (environment, facts) => ({
      ...accessTokenClaims(environment, facts),
      aud: environment.resources.list().map(({ url, id }) => url ?? id),
    }),
  }),
} satisfies Defect;
