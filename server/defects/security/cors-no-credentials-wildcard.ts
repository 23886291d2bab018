import type { Defect } from '../../parts.ts';

/** Every web page may act with what the browser holds. */
export default {
  breaks: 'server.security.cors-no-credentials-wildcard',
  title: 'Every Origin is permitted, with credentials',
  alter: () => ({
    outermost: async (context, next) => {
      await next();
      const origin = context.get('origin');
      if (origin === '' || context.respond === false) return;
      context.set({ 'Access-Control-Allow-Origin': origin, 'Access-Control-Allow-Credentials': 'true' });
    },
  }),
} satisfies Defect;
