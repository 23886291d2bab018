import type { Defect } from '../../parts.ts';

/** The value comes last, and the quote after it was forgotten. */
export default {
  breaks: 'server.challenge.field-grammar',
  title: 'The last value of the challenge to a refused token is not closed',
  alter: (parts) => ({
    formatChallenge: (parameters) => {
      const field = parts.formatChallenge(parameters);
      return parameters.some(([, value]) => value === 'invalid_token') ? field.slice(0, -1) : field;
    },
  }),
} satisfies Defect;
