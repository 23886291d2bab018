import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.registration.no-store',
  title: 'The answer to a registration has no Cache-Control',
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        await next();
        if (ctx.path === '/oauth/register') ctx.remove('Cache-Control');
      },
    ],
  }),
} satisfies Defect;
