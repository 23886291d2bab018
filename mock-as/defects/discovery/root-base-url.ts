import type { Defect } from '../../parts.ts';

/** The gateway sends only what lies below the issuer to the authorization server. */
export default {
  breaks: 'authorization-server.discovery.root-base-url',
  title: 'The origin of the MCP server has no metadata at its root',
  endpointHere: true,
  options: {
    authorizationServer: 'resource',
    metadataIssuer: 'resource',
    tokenIssuer: 'resource',
    environmentMetadata: false,
    pathInsertedMetadata: true,
    resourceMetadata: false,
  },
} satisfies Defect;
