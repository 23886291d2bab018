import type { Defect } from '../../parts.ts';

/** As LibreChat mended its stale clients in 2026: everything that goes wrong is the registration's fault. */
export default {
  breaks: 'client.stale-client.no-reregister-on-other-errors',
  title: 'Whatever ends a login throws the registration away',
  alter: (parts) => ({
    async authorize(session, target, registration) {
      try {
        return await parts.authorize(session, target, registration);
      } catch (error) {
        if (!parts.isStaleClient(error)) await parts.dropRegistration(session, target.server);
        throw error;
      }
    },
  }),
} satisfies Defect;
