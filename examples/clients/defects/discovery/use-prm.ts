import type { Defect } from '../../parts.ts';

/** It was so in 2025-03-26. */
export default {
  breaks: 'client.discovery.use-prm',
  // What the authorization server says of documents of clients does not reach it, either.
  entails: ['client.registration.cimd-portable'],
  title: 'The MCP server is asked first for the metadata of its authorization server',
  alter: (parts) => ({
    serverMetadataUrls: (session, issuer) => [
      `${new URL(session.url).origin}/.well-known/oauth-authorization-server`,
      ...parts.serverMetadataUrls(session, issuer),
    ],
  }),
} satisfies Defect;
