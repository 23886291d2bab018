import type { Style } from '../parts.ts';

export default {
  title: 'Redirects have the status 302',
  options: {},
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        await next();
        if (ctx.status === 303) ctx.status = 302;
      },
    ],
  }),
} satisfies Style;
