import type { Defect } from '../../parts.ts';

/** A browser drops the request for one field that is not named. */
export default {
  breaks: 'server.security.options-preflight',
  title: 'The preflight does not permit MCP-Protocol-Version',
  alter: () => ({
    outermost: async (context, next) => {
      await next();
      if (context.method === 'OPTIONS')
        context.set('Access-Control-Allow-Headers', 'Authorization, Content-Type');
    },
  }),
} satisfies Defect;
