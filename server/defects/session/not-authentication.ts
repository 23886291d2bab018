import type { Defect } from '../../parts.ts';
import { openersOf } from '../session-openers.ts';

/** The user is looked up by the session, as if it were a login. */
export default {
  breaks: 'server.session.not-authentication',
  title: 'A session id is enough when there is no token',
  style: 'sessions',
  alter: (parts) => {
    const openers = openersOf(parts);
    return {
      newSessionId: openers.newSessionId,
      authenticate: async (context, setup) => {
        const opener = openers.byId.get(context.get('mcp-session-id'));
        const isBare = parts.readCredentials(context.req).kind === 'none';
        return isBare && opener !== undefined && context.method === 'POST'
          ? opener
          : parts.authenticate(context, setup);
      },
    };
  },
} satisfies Defect;
