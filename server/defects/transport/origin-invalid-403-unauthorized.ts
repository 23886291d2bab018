import type { Defect } from '../../parts.ts';

/** The client is sent to log in again for what no login mends. */
export default {
  breaks: 'server.transport.origin-invalid-403',
  title: 'A foreign Origin is refused with 401',
  alter: (parts) => ({
    outermost: async (context, next) => {
      await parts.outermost(context, next);
      const { origin } = context.req.headers;
      if (origin === undefined || origin === 'null' || context.status !== 403) return;
      context.status = 401;
      context.set('WWW-Authenticate', 'Bearer realm="mcp"');
    },
  }),
} satisfies Defect;
