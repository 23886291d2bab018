import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.metadata.cimd-flag',
  entails: ['authorization-server.registration.cimd-supported'],
  title: 'The flag for client documents is a string',
  options: { metadata: { client_id_metadata_document_supported: 'true' } },
} satisfies Defect;
