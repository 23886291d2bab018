import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.registration.priority',
  title: 'The document goes before a client id that the user configured',
  alter: (parts) => ({
    registrationAt: (session, server) => {
      const { client_metadata_url: document } = session.context;
      return typeof document === 'string' && server.client_id_metadata_document_supported === true
        ? Promise.resolve({ id: document, method: 'none', origin: 'document' })
        : parts.registrationAt(session, server);
    },
  }),
} satisfies Defect;
