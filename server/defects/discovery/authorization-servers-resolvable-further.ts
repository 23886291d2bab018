import type { Defect } from '../../parts.ts';
import { metadataWith } from '../bend.ts';

/** What was moved away from stays in the list. */
export default {
  breaks: 'server.discovery.authorization-servers-resolvable',
  title: 'A second authorization server is listed that has no metadata',
  alter: metadataWith((document, { settings }) => ({
    ...document,
    authorization_servers: [
      settings.authorizationServer,
      `${settings.scalekitEnvironmentUrl}/resources/res_gone`,
    ],
  })),
} satisfies Defect;
