import type { Defect } from '../../parts.ts';

/** A list was not thought of. */
export default {
  breaks: 'server.token-validation.audience-array',
  title: 'A list of audiences is not looked into',
  alter: (parts) => ({
    checkAudience: (claims, setup, header) =>
      Array.isArray(claims['aud']) ? undefined : parts.checkAudience(claims, setup, header),
  }),
} satisfies Defect;
