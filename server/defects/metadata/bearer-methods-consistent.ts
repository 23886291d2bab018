import type { Defect } from '../../parts.ts';
import { metadataWith } from '../bend.ts';

/** All that a framework can do is listed. */
export default {
  breaks: 'server.metadata.bearer-methods-consistent',
  title: 'The metadata offers tokens in the query',
  alter: metadataWith((document) => ({ ...document, bearer_methods_supported: ['header', 'query'] })),
} satisfies Defect;
