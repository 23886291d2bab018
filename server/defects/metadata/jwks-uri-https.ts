import type { Defect } from '../../parts.ts';
import { metadataWith } from '../bend.ts';

/** TLS ends at the proxy, and the server does not know. */
export default {
  breaks: 'server.metadata.jwks-uri-https',
  title: 'jwks_uri is an http URL on a public host',
  alter: metadataWith((document) => ({ ...document, jwks_uri: 'http://keys.invalid/jwks.json' })),
} satisfies Defect;
