import type { Defect } from '../../parts.ts';
import { cursorOpeners } from '../cursor-openers.ts';

/** The user is looked up by the cursor, as if it were a login. */
export default {
  breaks: 'server.session.state-handle-not-authentication',
  title: 'A cursor is enough when there is no token',
  alter: (parts) => {
    const { newCursor, openerOf } = cursorOpeners(parts);
    return {
      newCursor,
      authenticate: async (context, setup) => {
        const isBare = context.method === 'POST' && parts.readCredentials(context.req).kind === 'none';
        const opener = isBare ? await openerOf(context.req) : undefined;
        return opener ?? parts.authenticate(context, setup);
      },
    };
  },
} satisfies Defect;
