import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.registration.cimd-portable',
  title: 'When the authorization server changes, the client registers, whatever it was known by before',
  alter: (parts) => ({
    registrationAt: (session, server) => {
      const before = session.storage.contents.issuers[session.url];
      const hasChanged = before !== undefined && before !== server.issuer;
      return parts.registrationAt(session, {
        ...server,
        ...(hasChanged ? { client_id_metadata_document_supported: false } : {}),
      });
    },
  }),
} satisfies Defect;
