import type { Defect } from '../../parts.ts';
import { metadataWith } from '../bend.ts';

/** Only the authorization server is thought to matter. */
export default {
  breaks: 'server.metadata.resource-present',
  title: 'The metadata has no resource',
  alter: metadataWith((document) =>
    Object.fromEntries(Object.entries(document).filter(([name]) => name !== 'resource')),
  ),
} satisfies Defect;
