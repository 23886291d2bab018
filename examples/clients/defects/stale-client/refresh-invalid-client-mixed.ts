import type { Defect } from '../../parts.ts';

/** A refresh token belongs to the client that it was issued to. */
export default {
  breaks: 'client.stale-client.refresh-invalid-client',
  title: 'The refresh token is kept when the client registers again',
  alter: () => ({
    belongsTo: () => true,
    async dropRegistration(session, server) {
      delete session.storage.contents.registrations[server.issuer];
      await session.storage.save();
    },
  }),
} satisfies Defect;
