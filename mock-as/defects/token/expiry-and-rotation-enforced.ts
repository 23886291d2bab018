import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.token.expiry-and-rotation-enforced',
  title: 'An hour is announced, and the token is good for a year',
  alter: (honest) => ({
    accessTokenClaims: (environment, facts) => ({
      ...honest.accessTokenClaims(environment, facts),
      exp: facts.issuedAt + 365 * 24 * 60 * 60,
    }),
  }),
} satisfies Defect;
