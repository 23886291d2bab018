import type { Defect } from '../../parts.ts';

/** The scheme alone tells a client nothing. */
export default {
  breaks: 'server.challenge.bearer-scheme',
  title: 'The challenge to a missing token is the word Bearer',
  alter: (parts) => ({
    formatChallenge: (parameters) =>
      parameters.some(([name]) => name === 'error') ? parts.formatChallenge(parameters) : 'Bearer',
  }),
} satisfies Defect;
