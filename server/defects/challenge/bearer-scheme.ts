import type { Defect } from '../../parts.ts';

/** A web framework asks for a password. */
export default {
  breaks: 'server.challenge.bearer-scheme',
  title: 'The challenge asks for Basic credentials',
  alter: (parts) => ({
    formatChallenge: (parameters) =>
      parts.formatChallenge([['realm', 'mcp'], ...parameters]).replace(/^Bearer/, 'Basic'),
  }),
} satisfies Defect;
