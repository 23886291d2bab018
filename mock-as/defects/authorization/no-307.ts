import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.authorization.no-307',
  title: 'After a form the browser is redirected with 307',
  options: { approval: 'interactive' },
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        await next();
        if (ctx.method === 'POST' && ctx.path.startsWith('/interaction/') && ctx.status === 303)
          ctx.status = 307;
      },
    ],
  }),
} satisfies Defect;
