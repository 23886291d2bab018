import type { Defect } from '../../parts.ts';

/** `evil-localhost` ends like it. */
export default {
  breaks: 'server.transport.origin-exact-match',
  title: 'Any Origin that ends like an allowed one is allowed',
  alter: (parts) => ({
    originAllowed: (origin, setup) => {
      const own = [...setup.settings.origins].map((allowed) => new URL(allowed).host);
      return own.some((host) => origin?.endsWith(host) === true) || parts.originAllowed(origin, setup);
    },
  }),
} satisfies Defect;
