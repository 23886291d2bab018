import type { Defect } from '../../parts.ts';

/** Two spellings are not all. */
export default {
  breaks: 'server.token-validation.scheme-case-insensitive',
  title: 'Only the spellings Bearer and bearer are taken',
  alter: (parts) => ({
    readCredentials: (request) => {
      const isSpelledSo = /^(?:Bearer|bearer)/.test(request.headers.authorization ?? '');
      return isSpelledSo ? parts.readCredentials(request) : { kind: 'none' };
    },
  }),
} satisfies Defect;
