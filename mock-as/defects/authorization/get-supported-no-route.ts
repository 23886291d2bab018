import type { Defect } from '../../parts.ts';

/** A request without parameters gets a page, by which one may believe that it is there. */
export default {
  breaks: 'authorization-server.authorization.get-supported',
  title: 'No route takes a GET with parameters',
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        if (ctx.method !== 'GET' || !ctx.path.endsWith('/oauth/authorize')) {
          await next();
          return;
        }
        ctx.status = ctx.querystring === '' ? 200 : 404;
        ctx.type = 'text/html';
        ctx.body = ctx.querystring === '' ? '<p>Log in</p>' : '<p>Not found</p>';
      },
    ],
  }),
} satisfies Defect;
