import type { Defect } from '../../parts.ts';
import { metadataWith } from '../bend.ts';

/** The scopes of the authorization server are copied. */
export default {
  breaks: 'server.metadata.no-offline-access',
  title: 'scopes_supported contains offline_access',
  alter: metadataWith((document) => ({
    ...document,
    scopes_supported: ['web-search:read', 'web-search:write', 'offline_access'],
  })),
} satisfies Defect;
