import type { Defect } from '../../parts.ts';

/** Written by hand, as if it were a sentence. */
export default {
  breaks: 'server.challenge.field-grammar',
  title: 'The parameters of the challenge are separated by spaces',
  alter: (parts) => ({
    formatChallenge: (parameters) => parts.formatChallenge(parameters).replaceAll('", ', '" '),
  }),
} satisfies Defect;
