import type { Defect } from '../../parts.ts';

/** The signature is good for ever, the token is not. */
export default {
  breaks: 'server.token-validation.expired',
  title: 'An expired token is accepted',
  alter: (parts) => ({
    checkExpiry: (claims, setup, header) =>
      typeof claims['exp'] === 'number' ? undefined : parts.checkExpiry(claims, setup, header),
  }),
} satisfies Defect;
