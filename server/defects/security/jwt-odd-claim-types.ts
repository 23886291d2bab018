import type { Defect } from '../../parts.ts';

/** A text is never smaller than a number. */
export default {
  breaks: 'server.security.jwt-odd-claim-types',
  title: 'An exp that is a word never comes to pass',
  alter: (parts) => ({
    checkClaimTypes: () => undefined,
    checkExpiry: (claims, setup, header) => {
      const { exp } = claims;
      if (typeof exp !== 'string') return parts.checkExpiry(claims, setup, header);
      return Number(exp) < setup.settings.now() / 1000 ? 'The access token has expired.' : undefined;
    },
  }),
} satisfies Defect;
