import type { Defect } from '../../parts.ts';

/** Who comes with an expired token is logged out for good. */
export default {
  breaks: 'server.availability.session-survives-expired-token',
  title: 'An expired token ends the session that the request names',
  style: 'sessions',
  alter: (parts) => {
    const ended = new Set<string>();
    return {
      authenticate: async (context, setup) => {
        const named = context.get('mcp-session-id');
        const access = await parts.authenticate(context, setup);
        if (access === undefined && context.get('authorization') !== '') ended.add(named);
        return access;
      },
      innermost: async (context, next) => {
        const named = context.get('mcp-session-id');
        if (named === '' || !ended.has(named)) return parts.innermost(context, next);
        context.status = 404;
        context.body = { jsonrpc: '2.0', error: { code: -32_001, message: 'No such session.' }, id: null };
      },
    };
  },
} satisfies Defect;
