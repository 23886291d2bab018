import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.registration.cimd-not-used-when-unsupported',
  title: 'The URL of the document is sent to every authorization server',
  alter: (parts) => ({
    registrationAt: (session, server) =>
      parts.registrationAt(session, { ...server, client_id_metadata_document_supported: true }),
  }),
} satisfies Defect;
