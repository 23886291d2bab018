import type { Defect } from '../../parts.ts';

/** The framework merges query and body. */
export default {
  breaks: 'authorization-server.token.post-only',
  title: 'The token endpoint reads its parameters from the query of a GET too',
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        if (ctx.method !== 'GET' || !ctx.path.endsWith('/oauth/token')) {
          await next();
          return;
        }
        const authorization = ctx.get('authorization');
        const answer = await fetch(ctx.origin + ctx.path, {
          method: 'POST',
          headers: authorization === '' ? {} : { authorization },
          body: new URLSearchParams(ctx.querystring),
        });
        ctx.status = answer.status;
        ctx.body = await answer.json();
      },
    ],
  }),
} satisfies Defect;
