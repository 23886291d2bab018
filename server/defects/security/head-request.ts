import type { Defect } from '../../parts.ts';
import { ENDPOINT_PATH } from '../../options.ts';

/** The routes of GET are guarded, and HEAD is routed like GET. */
export default {
  breaks: 'server.security.head-request',
  title: 'HEAD opens a session without a token',
  alter: () => ({
    outermost: async (context, next) => {
      if (context.method !== 'HEAD' || context.path !== ENDPOINT_PATH) return next();
      context.set('Mcp-Session-Id', '0f7d2a9c-open-to-all');
      context.status = 200;
    },
  }),
} satisfies Defect;
