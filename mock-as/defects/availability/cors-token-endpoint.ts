import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.availability.cors-token-endpoint',
  title: 'Only pages of its own may use the token endpoint',
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        await next();
        if (ctx.path.endsWith('/oauth/token') && !ctx.headerSent) ctx.remove('Access-Control-Allow-Origin');
      },
    ],
  }),
} satisfies Defect;
