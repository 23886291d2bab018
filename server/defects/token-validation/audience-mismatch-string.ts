import type { Defect } from '../../parts.ts';

/** Both forms of aud are allowed, and only one was thought of. */
export default {
  breaks: 'server.token-validation.audience-mismatch',
  title: 'An audience that is one string is not checked',
  alter: (parts) => ({
    checkAudience: (claims, setup, header) =>
      typeof claims['aud'] === 'string' ? undefined : parts.checkAudience(claims, setup, header),
  }),
} satisfies Defect;
