import type { Defect } from '../../parts.ts';

const YEAR = 365 * 24 * 60 * 60;

export default {
  breaks: 'authorization-server.token.short-lifetime',
  title: 'Access tokens are good for a year',
  alter: (honest) => ({
    accessTokenClaims: (environment, facts) => ({
      ...honest.accessTokenClaims(environment, facts),
      exp: facts.issuedAt + YEAR,
    }),
    tokenResponse: (_environment, response) => ({ ...response, expires_in: YEAR }),
  }),
} satisfies Defect;
