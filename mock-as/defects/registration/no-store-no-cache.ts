import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.registration.no-store',
  title: 'The answer to a registration may be stored: no-cache instead of no-store',
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        await next();
        if (ctx.path === '/oauth/register') ctx.set('Cache-Control', 'no-cache');
      },
    ],
  }),
} satisfies Defect;
