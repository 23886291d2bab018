import type { Defect } from '../../parts.ts';
import { metadataWith } from '../bend.ts';

/** The form is the only method that is named. */
export default {
  breaks: 'server.metadata.bearer-methods-consistent',
  title: 'The metadata offers tokens in the body only',
  alter: metadataWith((document) => ({ ...document, bearer_methods_supported: ['body'] })),
} satisfies Defect;
