import type { Defect } from '../../parts.ts';

/** The old transport was never taken away, nor locked. */
export default {
  breaks: 'server.security.legacy-endpoints-protected',
  title: 'GET /sse opens an event stream without a token',
  alter: () => ({
    outermost: async (context, next) => {
      if (context.path !== '/sse' || context.method !== 'GET') return next();
      context.type = 'text/event-stream';
      context.body = 'event: endpoint\ndata: /messages?sessionId=1\n\n';
    },
  }),
} satisfies Defect;
