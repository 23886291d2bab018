import type { Defect } from '../../parts.ts';

/** Other resources live on the same host. */
export default {
  breaks: 'server.token-validation.audience-lookalike',
  title: 'Any audience on the same origin is accepted',
  alter: (parts) => ({
    checkAudience: (claims, setup, header) => {
      const origin = new URL(setup.settings.resourceIdentifier).origin;
      const { aud } = claims;
      const isSame = typeof aud === 'string' && URL.canParse(aud) && new URL(aud).origin === origin;
      return isSame ? undefined : parts.checkAudience(claims, setup, header);
    },
  }),
} satisfies Defect;
