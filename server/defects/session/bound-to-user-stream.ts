import type { Defect } from '../../parts.ts';
import { openersOf } from '../session-openers.ts';

/** Calls are bound to the user; the stream, which comes by another method, was forgotten. */
export default {
  breaks: 'server.session.bound-to-user',
  entails: ['server.session.replay-own-stream-only'],
  title: 'GET opens the stream of a session for every user',
  style: 'sessions',
  alter: (parts) => {
    const openers = openersOf(parts);
    return {
      newSessionId: openers.newSessionId,
      authenticate: async (context, setup) => {
        const access = await parts.authenticate(context, setup);
        if (access === undefined || context.method !== 'GET') return access;
        return openers.byId.get(context.get('mcp-session-id')) ?? access;
      },
    };
  },
} satisfies Defect;
