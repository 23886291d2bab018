import type { Style } from '../parts.ts';

export default {
  title: 'Takes only tokens of which the audience is one string',
  alter: (parts) => ({
    checkAudience: (claims, setup, header) =>
      Array.isArray(claims['aud'])
        ? 'The access token was issued for several resources.'
        : parts.checkAudience(claims, setup, header),
  }),
  revisions: ['2026-07-28'],
  proves: ['server.token-validation.accepts-valid-token', 'server.token-validation.audience-mismatch'],
} satisfies Style;
