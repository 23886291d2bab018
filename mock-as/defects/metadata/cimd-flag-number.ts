import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.metadata.cimd-flag',
  entails: ['authorization-server.registration.cimd-supported'],
  title: 'The flag for client documents is a number',
  options: { metadata: { client_id_metadata_document_supported: 1 } },
} satisfies Defect;
