import type { Defect } from '../../parts.ts';

/** Another layer refuses the token, and knows another scheme. */
export default {
  breaks: 'server.challenge.bearer-scheme',
  title: 'A refused token is challenged with the scheme Token',
  alter: (parts) => ({
    formatChallenge: (parameters) => {
      const field = parts.formatChallenge(parameters);
      return parameters.some(([, value]) => value === 'invalid_token')
        ? field.replace(/^Bearer/, 'Token')
        : field;
    },
  }),
} satisfies Defect;
