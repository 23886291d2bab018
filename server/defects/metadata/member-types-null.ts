import type { Defect } from '../../parts.ts';
import { metadataWith } from '../bend.ts';

/** What is not configured is sent as null. */
export default {
  breaks: 'server.metadata.member-types',
  title: 'A URL member is null',
  alter: metadataWith((document) => ({ ...document, resource_documentation: null })),
} satisfies Defect;
