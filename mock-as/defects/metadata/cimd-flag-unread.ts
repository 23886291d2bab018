import type { Defect } from '../../parts.ts';

/** The flag was switched on before the code that reads documents. */
export default {
  breaks: 'authorization-server.metadata.cimd-flag',
  entails: ['authorization-server.registration.cimd-fetched'],
  title: 'The metadata promises client documents, and none is ever read',
  options: { clientIdMetadataDocuments: false, metadata: { client_id_metadata_document_supported: true } },
} satisfies Defect;
