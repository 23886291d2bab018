import type { Defect } from '../../parts.ts';
import { openersOf } from '../session-openers.ts';

/** The token was checked when the session began, so what comes later is let through. */
export default {
  breaks: 'server.session.not-authentication',
  title: 'A token that is none is let through in a session',
  style: 'sessions',
  alter: (parts) => {
    const openers = openersOf(parts);
    return {
      newSessionId: openers.newSessionId,
      authenticate: async (context, setup) => {
        const opener = openers.byId.get(context.get('mcp-session-id'));
        const credentials = parts.readCredentials(context.req);
        const isNoToken = credentials.kind === 'token' && !credentials.token.includes('.');
        return isNoToken && opener !== undefined ? opener : parts.authenticate(context, setup);
      },
    };
  },
} satisfies Defect;
