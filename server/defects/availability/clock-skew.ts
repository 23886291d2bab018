import type { Defect } from '../../parts.ts';

/** Two clocks are never quite the same. */
export default {
  breaks: 'server.availability.clock-skew',
  title: 'The beginning of a token is compared without any leeway',
  alter: (parts) => ({
    checkNotBefore: (claims, setup, header) => {
      const { nbf, iat } = claims;
      const now = setup.settings.now() / 1000;
      const early = [nbf, iat].some((time) => typeof time === 'number' && Math.floor(time) > now);
      return early ? 'The access token is not valid yet.' : parts.checkNotBefore(claims, setup, header);
    },
  }),
} satisfies Defect;
