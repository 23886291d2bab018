import type { Defect } from '../../parts.ts';

/** A prefix is not the whole. */
export default {
  breaks: 'server.token-validation.audience-lookalike',
  title: 'An audience that begins like this server is accepted',
  alter: (parts) => ({
    checkAudience: (claims, setup, header) => {
      const begins = String(claims['aud']).startsWith(setup.settings.resourceIdentifier);
      return begins ? undefined : parts.checkAudience(claims, setup, header);
    },
  }),
} satisfies Defect;
