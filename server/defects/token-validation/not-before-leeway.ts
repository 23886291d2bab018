import type { Defect } from '../../parts.ts';

/** A leeway is for clocks that differ by seconds. */
export default {
  breaks: 'server.token-validation.not-before',
  title: 'A token is accepted a day before it becomes valid',
  alter: (parts) => ({
    checkNotBefore: ({ nbf, ...claims }, setup, header) =>
      parts.checkNotBefore(
        typeof nbf === 'number' ? { ...claims, nbf: nbf - 86_400 } : claims,
        setup,
        header,
      ),
  }),
} satisfies Defect;
