import type { Defect } from '../../parts.ts';

/** A user who says no has said nothing about the client. */
export default {
  breaks: 'client.stale-client.no-reregister-on-other-errors',
  title: 'A user who denies makes the client register again',
  alter: (parts) => ({
    async errorResponse(session, server, response) {
      await parts.dropRegistration(session, server);
      return parts.errorResponse(session, server, response);
    },
  }),
} satisfies Defect;
