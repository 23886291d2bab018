import type { Defect } from '../../parts.ts';

/** Who never sets an end has one for ever. */
export default {
  breaks: 'server.security.jwt-missing-exp',
  title: 'A token without exp is valid for ever',
  alter: (parts) => ({
    checkExpiry: (claims, setup, header) =>
      claims['exp'] === undefined ? undefined : parts.checkExpiry(claims, setup, header),
  }),
} satisfies Defect;
