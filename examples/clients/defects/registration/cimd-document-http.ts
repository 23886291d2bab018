import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.registration.cimd-document',
  title: 'The document is at an http URL',
  alter: (parts) => ({
    async registrationAt(session, server) {
      const registration = await parts.registrationAt(session, server);
      return { ...registration, id: registration.id.replace(/^https:/, 'http:') };
    },
  }),
} satisfies Defect;
