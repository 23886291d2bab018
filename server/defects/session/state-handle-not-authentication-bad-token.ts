import type { Defect } from '../../parts.ts';
import { cursorOpeners } from '../cursor-openers.ts';

/** The token was checked when the search began, so whatever comes with its cursor is let through. */
export default {
  breaks: 'server.session.state-handle-not-authentication',
  title: 'A token that is none is let through when it comes with a cursor',
  alter: (parts) => {
    const { newCursor, openerOf } = cursorOpeners(parts);
    return {
      newCursor,
      authenticate: async (context, setup) => {
        const credentials = parts.readCredentials(context.req);
        const isNoToken = credentials.kind === 'token' && !credentials.token.includes('.');
        const opener = isNoToken ? await openerOf(context.req) : undefined;
        return opener ?? parts.authenticate(context, setup);
      },
    };
  },
} satisfies Defect;
