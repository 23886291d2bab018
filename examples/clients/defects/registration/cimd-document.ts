import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.registration.cimd-document',
  title: 'The URL of the document has a fragment',
  alter: (parts) => ({
    async registrationAt(session, server) {
      const registration = await parts.registrationAt(session, server);
      return registration.origin === 'document'
        ? { ...registration, id: `${registration.id}#desktop` }
        : registration;
    },
  }),
} satisfies Defect;
