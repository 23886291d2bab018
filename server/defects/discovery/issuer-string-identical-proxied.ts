import type { Defect } from '../../parts.ts';
import { metadataWith } from '../bend.ts';

/** The metadata is proxied, so the proxy is taken for the issuer. */
export default {
  breaks: 'server.discovery.issuer-string-identical',
  title: 'The server lists itself as authorization server',
  alter: metadataWith((document, { settings }) => ({
    ...document,
    authorization_servers: [new URL(settings.endpointUrl).origin],
  })),
} satisfies Defect;
