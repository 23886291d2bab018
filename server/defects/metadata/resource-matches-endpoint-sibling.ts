import type { Defect } from '../../parts.ts';
import { resourceAs } from '../bend.ts';

/** The document of the first endpoint was copied for the second. */
export default {
  breaks: 'server.metadata.resource-matches-endpoint',
  title: 'resource names a sibling path',
  alter: resourceAs(({ settings }) => `${settings.endpointUrl}-v1`),
} satisfies Defect;
