import type { Defect } from '../../parts.ts';

/** What the validation throws is caught by nobody. */
export default {
  breaks: 'authorization-server.registration.error-format',
  title: 'A refused registration is answered with 500 and a page',
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        await next();
        if (ctx.path !== '/oauth/register' || ctx.status !== 400) return;
        ctx.status = 500;
        ctx.type = 'text/html';
        ctx.body = '<h1>Internal Server Error</h1>';
      },
    ],
  }),
} satisfies Defect;
