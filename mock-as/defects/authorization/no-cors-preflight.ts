import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.authorization.no-cors',
  title: 'A preflight of the authorization endpoint is answered for every path alike',
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        if (ctx.method !== 'OPTIONS' || !ctx.path.endsWith('/oauth/authorize')) {
          await next();
          return;
        }
        ctx.set('Access-Control-Allow-Origin', ctx.get('origin'));
        ctx.set('Access-Control-Allow-Credentials', 'true');
        ctx.status = 204;
      },
    ],
  }),
} satisfies Defect;
