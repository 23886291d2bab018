import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.authorization.get-supported',
  title: 'The authorization endpoint takes POST only',
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        if (ctx.method !== 'GET' || !ctx.path.endsWith('/oauth/authorize')) {
          await next();
          return;
        }
        ctx.status = 405;
        ctx.set('Allow', 'POST');
      },
    ],
  }),
} satisfies Defect;
