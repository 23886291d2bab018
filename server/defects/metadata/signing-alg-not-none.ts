import type { Defect } from '../../parts.ts';
import { metadataWith } from '../bend.ts';

/** All that a library can do is listed. */
export default {
  breaks: 'server.metadata.signing-alg-not-none',
  title: 'The signing algorithms of the resource include none',
  alter: metadataWith((document) => ({
    ...document,
    resource_signing_alg_values_supported: ['none', 'RS256'],
  })),
} satisfies Defect;
