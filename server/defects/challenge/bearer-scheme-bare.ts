import type { Defect } from '../../parts.ts';

/** The scheme alone tells a client nothing. */
export default {
  breaks: 'server.challenge.bearer-scheme',
  title: 'The challenge is the word Bearer',
  alter: () => ({ formatChallenge: () => 'Bearer' }),
} satisfies Defect;
