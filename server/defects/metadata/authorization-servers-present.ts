import type { Defect } from '../../parts.ts';
import { metadataWith } from '../bend.ts';

/** RFC 9728 alone does not ask for it. */
export default {
  breaks: 'server.metadata.authorization-servers-present',
  title: 'authorization_servers is an empty array',
  alter: metadataWith((document) => ({ ...document, authorization_servers: [] })),
} satisfies Defect;
