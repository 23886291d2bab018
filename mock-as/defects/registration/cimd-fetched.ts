import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.registration.cimd-fetched',
  entails: ['authorization-server.metadata.cimd-flag'],
  title: 'A URL is looked up among registered clients, and nowhere else',
  options: { clientIdMetadataDocuments: false, metadata: { client_id_metadata_document_supported: true } },
} satisfies Defect;
