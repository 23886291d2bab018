import type { Defect } from '../../parts.ts';
import { withSessions } from '../sessions.ts';

/** Who comes with an expired token is logged out for good. */
export default {
  breaks: 'server.availability.session-survives-expired-token',
  title: 'An expired token ends the session that the request names',
  alter: (parts) => {
    const stateful = withSessions(parts);
    return {
      ...stateful.parts,
      authenticate: async (context, setup) => {
        const access = await parts.authenticate(context, setup);
        if (access === undefined && context.get('authorization') !== '')
          stateful.sessions.delete(context.get('mcp-session-id'));
        return access;
      },
    };
  },
} satisfies Defect;
