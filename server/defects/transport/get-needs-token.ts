import type { Defect } from '../../parts.ts';

/** The middleware stands before POST only. */
export default {
  breaks: 'server.transport.get-needs-token',
  title: 'GET opens an event stream for everybody',
  alter: (parts) => ({
    outermost: async (context, next) => {
      const isStream = context.method === 'GET' && context.get('accept').includes('text/event-stream');
      if (!isStream || context.get('authorization') !== '') return parts.outermost(context, next);
      context.type = 'text/event-stream';
      context.body = ': open\n\n';
    },
  }),
} satisfies Defect;
