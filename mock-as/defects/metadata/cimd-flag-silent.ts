import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.metadata.cimd-flag',
  entails: ['authorization-server.registration.cimd-supported'],
  title: 'Client documents are read, and the metadata does not say so',
  options: { metadata: { client_id_metadata_document_supported: null } },
} satisfies Defect;
