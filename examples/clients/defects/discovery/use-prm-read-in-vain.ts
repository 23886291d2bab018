import type { Defect } from '../../parts.ts';

/** Of the document only the scopes are of interest to it. */
export default {
  breaks: 'client.discovery.use-prm',
  // What the authorization server says of documents of clients does not reach it, either.
  entails: ['client.registration.cimd-portable'],
  title: 'The resource metadata is read, and the MCP server taken for its own authorization server',
  alter(parts) {
    const named = new Map<string, string>();
    return {
      readResourceMetadata(document) {
        const metadata = parts.readResourceMetadata(document);
        const [issuer] = metadata.authorization_servers ?? [];
        if (issuer === undefined || !URL.canParse(metadata.resource)) return metadata;
        const { origin } = new URL(metadata.resource);
        named.set(origin, issuer);
        return { ...metadata, authorization_servers: [origin] };
      },
      isIssuer: (issuer, metadata) => parts.isIssuer(named.get(issuer) ?? issuer, metadata),
    };
  },
} satisfies Defect;
