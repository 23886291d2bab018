import type { Parts } from '../parts.ts';
import type { Access } from '../types.ts';

/** Remembers who opened which session, for lies that take the session's word for it. */
export function openersOf(parts: Parts): {
  byId: Map<string, Access>;
  newSessionId: Parts['newSessionId'];
} {
  const byId = new Map<string, Access>();
  return {
    byId,
    newSessionId: (access) => {
      const id = parts.newSessionId(access);
      byId.set(id, access);
      return id;
    },
  };
}

/** The lie that one HTTP method, sent without a token, takes the session's word for who asks. */
export function sessionOpens(method: string): (parts: Parts) => Partial<Parts> {
  return (parts) => {
    const openers = openersOf(parts);
    return {
      newSessionId: openers.newSessionId,
      authenticate: async (context, setup) => {
        const opener = openers.byId.get(context.get('mcp-session-id'));
        const isBare = context.get('authorization') === '';
        return context.method === method && isBare && opener !== undefined
          ? opener
          : parts.authenticate(context, setup);
      },
    };
  };
}
