import type { Defect } from '../../parts.ts';

/** The check stands in the handler of POST. */
export default {
  breaks: 'server.transport.origin-validated',
  title: 'Origin is not looked at when a stream is opened with GET',
  alter: (parts) => ({
    outermost: async (context, next) => {
      const { origin, authorization } = context.req.headers;
      if (context.method !== 'GET' || origin === undefined || authorization === undefined)
        return parts.outermost(context, next);
      context.type = 'text/event-stream';
      context.body = ': open\n\n';
    },
  }),
} satisfies Defect;
