import type { Defect } from '../../parts.ts';
import { metadataWith } from '../bend.ts';

/** What is not configured is sent as nothing. */
export default {
  breaks: 'server.metadata.no-empty-members',
  title: 'scopes_supported is an empty array',
  alter: metadataWith((document) => ({ ...document, scopes_supported: [] })),
} satisfies Defect;
