import type { Defect } from '../../parts.ts';

/** Whoever came in may stay. */
export default {
  breaks: 'server.token-validation.expires-during-session',
  title: 'The expiry is checked for the opening call only',
  alter: (parts) => ({
    authenticate: async (context, setup) => {
      const isOpening = ['', 'server/discover'].includes(context.get('mcp-method'));
      const unchecked = { ...setup, parts: { ...setup.parts, checkExpiry: () => undefined } };
      return parts.authenticate(context, isOpening ? setup : unchecked);
    },
  }),
} satisfies Defect;
