import type { Defect } from '../../parts.ts';
import { metadataWith } from '../bend.ts';

/** The tenant stands in a query. */
export default {
  breaks: 'server.metadata.authorization-servers-issuer-form',
  title: 'The listed issuer has a query',
  alter: metadataWith((document, { settings }) => ({
    ...document,
    authorization_servers: [`${settings.authorizationServer}?tenant=1`],
  })),
} satisfies Defect;
