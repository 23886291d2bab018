import type { Defect } from '../../parts.ts';

/** As libraries word it; a library that builds the field then escapes the quotes, which RFC 6750 forbids all the same. */
export default {
  breaks: 'server.challenge.parameter-charset',
  title: 'The description of an expired token quotes the name of the claim',
  alter: (parts) => ({
    checkExpiry: (claims, setup, header) =>
      parts.checkExpiry(claims, setup, header) === undefined
        ? undefined
        : '"exp" claim timestamp check failed',
  }),
} satisfies Defect;
