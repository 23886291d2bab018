import type { Defect } from '../../parts.ts';
import { metadataWith } from '../bend.ts';

/** The client may guess. */
export default {
  breaks: 'server.metadata.scopes-supported',
  title: 'The metadata names no scopes though tools need some',
  alter: metadataWith((document) =>
    Object.fromEntries(Object.entries(document).filter(([name]) => name !== 'scopes_supported')),
  ),
} satisfies Defect;
