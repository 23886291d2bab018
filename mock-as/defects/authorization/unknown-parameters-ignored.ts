import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.authorization.unknown-parameters-ignored',
  title: 'A page refuses requests with a parameter whose name begins with x',
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        const strange = Object.keys(ctx.query).find((name) => name.startsWith('x'));
        if (!ctx.path.endsWith('/oauth/authorize') || strange === undefined) {
          await next();
          return;
        }
        ctx.status = 400;
        ctx.body = { error: 'invalid_request', error_description: `unknown parameter ${strange}` };
      },
    ],
  }),
} satisfies Defect;
