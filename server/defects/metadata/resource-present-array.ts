import type { Defect } from '../../parts.ts';
import { metadataWith } from '../bend.ts';

/** Several endpoints share the document. */
export default {
  breaks: 'server.metadata.resource-present',
  title: 'resource is an array',
  alter: metadataWith((document) => ({ ...document, resource: [document['resource']] })),
} satisfies Defect;
