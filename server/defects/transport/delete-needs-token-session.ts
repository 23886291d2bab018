import type { Defect } from '../../parts.ts';
import { openersOf } from '../session-openers.ts';

/** The refusal was forgotten where nothing is read. */
export default {
  breaks: 'server.transport.delete-needs-token',
  title: 'DELETE ends the session for whoever names it',
  style: 'sessions',
  alter: (parts) => {
    const openers = openersOf(parts);
    return {
      newSessionId: openers.newSessionId,
      authenticate: async (context, setup) => {
        const opener = openers.byId.get(context.get('mcp-session-id'));
        const isBare = context.get('authorization') === '';
        return context.method === 'DELETE' && isBare && opener !== undefined
          ? opener
          : parts.authenticate(context, setup);
      },
    };
  },
} satisfies Defect;
