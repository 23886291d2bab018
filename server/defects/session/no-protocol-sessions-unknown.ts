import type { Defect } from '../../parts.ts';

/** A client that remembers its session from before an update cannot go on. */
export default {
  breaks: 'server.session.no-protocol-sessions',
  title: 'A session id that is not known is answered 404, whatever the revision',
  alter: (parts) => ({
    innermost: async (context, next) => {
      if (context.get('mcp-session-id') === '') return parts.innermost(context, next);
      context.status = 404;
      context.body = { jsonrpc: '2.0', error: { code: -32_001, message: 'Unknown session' }, id: null };
    },
  }),
} satisfies Defect;
