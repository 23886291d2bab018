import type { Defect } from '../../parts.ts';
import { withSessions } from '../sessions.ts';

/** The refusal comes after the deed. */
export default {
  breaks: 'server.transport.delete-needs-token',
  title: 'DELETE ends the session before the token is looked at',
  alter: (parts) => {
    const stateful = withSessions(parts);
    return {
      ...stateful.parts,
      outermost: async (context, next) => {
        if (context.method === 'DELETE') stateful.sessions.delete(context.get('mcp-session-id'));
        await parts.outermost(context, next);
      },
    };
  },
} satisfies Defect;
