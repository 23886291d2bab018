import type { Defect } from '../../parts.ts';
import { metadataWith } from '../bend.ts';

/** Responses are not signed, and that is said in the wrong way. */
export default {
  breaks: 'server.metadata.signing-alg-not-none',
  title: 'The only signing algorithm of the resource is none',
  alter: metadataWith((document) => ({ ...document, resource_signing_alg_values_supported: ['none'] })),
} satisfies Defect;
