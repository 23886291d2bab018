import type { Defect } from '../../parts.ts';

/** One user, one token. */
export default {
  breaks: 'client.token.own-authorization-server-only',
  title: 'One token is kept for all MCP servers',
  alter: (parts) => ({
    storedTokens: (session) =>
      parts.storedTokens(session) ?? Object.values(session.storage.contents.tokens)[0],
  }),
} satisfies Defect;
