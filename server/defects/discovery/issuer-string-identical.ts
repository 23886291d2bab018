import type { Defect } from '../../parts.ts';
import { metadataWith } from '../bend.ts';

/** A URL class writes the issuer. */
export default {
  breaks: 'server.discovery.issuer-string-identical',
  title: 'The listed issuer ends in a slash that its own metadata does not have',
  alter: metadataWith((document, { settings }) => ({
    ...document,
    authorization_servers: [`${settings.authorizationServer}/`],
  })),
} satisfies Defect;
