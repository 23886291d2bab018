import type { Defect } from '../../parts.ts';

/** A prefix is not the whole. */
export default {
  breaks: 'server.token-validation.wrong-issuer',
  title: 'An issuer that begins like the trusted one is trusted',
  alter: (parts) => ({
    checkIssuer: (claims, setup, header) => {
      const begins = setup.settings.issuers.some((issuer) => String(claims['iss']).startsWith(issuer));
      return begins ? undefined : parts.checkIssuer(claims, setup, header);
    },
  }),
} satisfies Defect;
