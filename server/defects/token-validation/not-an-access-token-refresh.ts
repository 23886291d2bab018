import type { Defect } from '../../parts.ts';

/** A refresh token is for the authorization server, and lives long. */
export default {
  breaks: 'server.token-validation.not-an-access-token',
  title: 'A refresh token is taken for an access token',
  alter: (parts) => ({
    checkAudience: (claims, setup, header) =>
      setup.settings.issuers.includes(String(claims['aud']))
        ? undefined
        : parts.checkAudience(claims, setup, header),
    checkType: (claims, setup, header) =>
      setup.settings.issuers.includes(String(claims['aud']))
        ? undefined
        : parts.checkType(claims, setup, header),
  }),
} satisfies Defect;
