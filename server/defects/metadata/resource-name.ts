import type { Defect } from '../../parts.ts';
import { metadataWith } from '../bend.ts';

/** The placeholder was never filled in. */
export default {
  breaks: 'server.metadata.resource-name',
  title: 'resource_name is empty',
  alter: metadataWith((document) => ({ ...document, resource_name: '' })),
} satisfies Defect;
