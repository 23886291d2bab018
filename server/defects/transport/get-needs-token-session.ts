import type { Defect } from '../../parts.ts';
import { openersOf } from '../session-openers.ts';

/** Whoever knows the id of a session gets its stream. */
export default {
  breaks: 'server.transport.get-needs-token',
  title: 'GET opens the event stream of a session for whoever names it',
  style: 'sessions',
  alter: (parts) => {
    const openers = openersOf(parts);
    return {
      newSessionId: openers.newSessionId,
      authenticate: async (context, setup) => {
        const opener = openers.byId.get(context.get('mcp-session-id'));
        const isBare = context.get('authorization') === '';
        return context.method === 'GET' && isBare && opener !== undefined
          ? opener
          : parts.authenticate(context, setup);
      },
    };
  },
} satisfies Defect;
