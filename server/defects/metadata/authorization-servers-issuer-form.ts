import type { Defect } from '../../parts.ts';
import { metadataWith } from '../bend.ts';

/** Where the metadata is, instead of whose it is. */
export default {
  breaks: 'server.metadata.authorization-servers-issuer-form',
  title: 'The well-known URL is listed instead of the issuer',
  alter: metadataWith((document, { settings }) => ({
    ...document,
    authorization_servers: [`${settings.scalekitEnvironmentUrl}/.well-known/oauth-authorization-server`],
  })),
} satisfies Defect;
