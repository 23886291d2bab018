import type { Defect } from '../../parts.ts';

/** `localhost.evil.example` holds the name too. */
export default {
  breaks: 'server.transport.origin-exact-match',
  title: 'Any Origin that contains «localhost» is allowed',
  alter: (parts) => ({
    originAllowed: (origin, setup) =>
      origin?.includes('localhost') === true || parts.originAllowed(origin, setup),
  }),
} satisfies Defect;
