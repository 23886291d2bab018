import type { Defect } from '../../parts.ts';
import { metadataWith } from '../bend.ts';

/** The first URL that one meets in a guide to OAuth. */
export default {
  breaks: 'server.discovery.authorization-servers-resolvable',
  title: 'The authorization endpoint is listed as authorization server',
  alter: metadataWith((document, { settings }) => ({
    ...document,
    authorization_servers: [`${settings.scalekitEnvironmentUrl}/oauth/authorize`],
  })),
} satisfies Defect;
