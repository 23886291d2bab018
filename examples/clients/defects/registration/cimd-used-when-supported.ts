import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.registration.cimd-used-when-supported',
  title: 'The client registers although it has a document and the server supports documents',
  alter: (parts) => ({
    registrationAt: (session, server) =>
      parts.registrationAt(session, { ...server, client_id_metadata_document_supported: false }),
  }),
} satisfies Defect;
