import type { Defect } from '../../parts.ts';

/** Every sandboxed frame has the origin null. */
export default {
  breaks: 'server.security.origin-null',
  title: 'The Origin null is permitted',
  alter: (parts) => ({
    originAllowed: (origin, setup) => origin === 'null' || parts.originAllowed(origin, setup),
  }),
} satisfies Defect;
