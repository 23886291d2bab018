import type { Defect } from '../../parts.ts';
import { withSessions } from '../sessions.ts';

/** Whoever knows the id of a session gets its stream. */
export default {
  breaks: 'server.transport.get-needs-token',
  title: 'GET opens the event stream of a session for whoever names it',
  alter: (parts) => {
    const stateful = withSessions(parts);
    return {
      ...stateful.parts,
      outermost: async (context, next) => {
        const isOpened = context.method === 'GET' && stateful.sessions.has(context.get('mcp-session-id'));
        if (!isOpened) return parts.outermost(context, next);
        context.type = 'text/event-stream';
        context.body = ': open\n\n';
      },
    };
  },
} satisfies Defect;
