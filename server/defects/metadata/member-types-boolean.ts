import type { Defect } from '../../parts.ts';
import { metadataWith } from '../bend.ts';

/** The value comes from an environment variable. */
export default {
  breaks: 'server.metadata.member-types',
  title: 'A boolean member is the text "false"',
  alter: metadataWith((document) => ({ ...document, tls_client_certificate_bound_access_tokens: 'false' })),
} satisfies Defect;
