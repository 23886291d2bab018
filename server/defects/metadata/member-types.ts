import type { Defect } from '../../parts.ts';
import { metadataWith } from '../bend.ts';

/** Scopes look like they do in a token. */
export default {
  breaks: 'server.metadata.member-types',
  title: 'scopes_supported is one string',
  alter: metadataWith((document) => ({ ...document, scopes_supported: 'web-search:read web-search:write' })),
} satisfies Defect;
