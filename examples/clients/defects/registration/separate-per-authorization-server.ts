import type { Defect } from '../../parts.ts';
import { tokensKey } from '../../storage.ts';

export default {
  breaks: 'client.registration.separate-per-authorization-server',
  title: 'Tokens are kept for the MCP server, whichever authorization server they are of',
  alter: (parts) => ({
    async registrationAt(session, server) {
      const { contents } = session.storage;
      const registration = await parts.registrationAt(session, server);
      const before = contents.issuers[session.url];
      const tokens = before === undefined ? undefined : contents.tokens[tokensKey(before, session.url)];
      if (tokens !== undefined)
        contents.tokens[tokensKey(server.issuer, session.url)] ??= { ...tokens, clientId: registration.id };
      return registration;
    },
  }),
} satisfies Defect;
