import type { Defect } from '../../parts.ts';
import { metadataWith } from '../bend.ts';

/** All members of a class are serialised. */
export default {
  breaks: 'server.metadata.no-empty-members',
  title: 'An unused member is sent as an empty array',
  alter: metadataWith((document) => ({ ...document, authorization_details_types_supported: [] })),
} satisfies Defect;
