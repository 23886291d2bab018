import type { Defect } from '../../parts.ts';

/** RFC 9110 §11.1: the name of a scheme has no case. */
export default {
  breaks: 'server.token-validation.scheme-case-insensitive',
  title: 'Only the spelling Bearer is taken',
  alter: (parts) => ({
    readCredentials: (request) => {
      const isSpelledSo = (request.headers.authorization ?? '').startsWith('Bearer');
      return isSpelledSo ? parts.readCredentials(request) : { kind: 'none' };
    },
  }),
} satisfies Defect;
