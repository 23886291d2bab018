import type { Defect } from '../../parts.ts';

/** A leeway is for clocks that differ by seconds. */
export default {
  breaks: 'server.token-validation.expired',
  title: 'A token is accepted for an hour after its expiry',
  alter: (parts) => ({
    checkExpiry: ({ exp, ...claims }, setup, header) =>
      parts.checkExpiry(typeof exp === 'number' ? { ...claims, exp: exp + 3600 } : claims, setup, header),
  }),
} satisfies Defect;
