import type { Defect } from '../../parts.ts';

/** A token that is issued ahead works ahead. */
export default {
  breaks: 'server.token-validation.not-before',
  title: 'The claim nbf is not looked at',
  alter: (parts) => ({
    checkNotBefore: (claims, setup, header) =>
      parts.checkNotBefore({ ...claims, nbf: undefined }, setup, header),
  }),
} satisfies Defect;
