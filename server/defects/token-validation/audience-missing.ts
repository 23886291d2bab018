import type { Defect } from '../../parts.ts';

/** What is not there cannot be wrong. */
export default {
  breaks: 'server.token-validation.audience-missing',
  title: 'A token without an audience is accepted',
  alter: (parts) => ({
    checkAudience: (claims, setup, header) =>
      claims['aud'] === undefined ? undefined : parts.checkAudience(claims, setup, header),
  }),
} satisfies Defect;
