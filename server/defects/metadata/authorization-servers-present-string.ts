import type { Defect } from '../../parts.ts';
import { metadataWith } from '../bend.ts';

/** There is only one, so it is no list. */
export default {
  breaks: 'server.metadata.authorization-servers-present',
  title: 'authorization_servers is a string',
  alter: metadataWith((document, { settings }) => ({
    ...document,
    authorization_servers: settings.authorizationServer,
  })),
} satisfies Defect;
