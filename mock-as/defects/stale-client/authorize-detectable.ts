import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.stale-client.authorize-detectable',
  title: 'An unknown client is shown the login form, and told only afterwards',
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        await next();
        const { error } = (ctx.body ?? {}) as { error?: unknown };
        if (ctx.path !== '/oauth/authorize' || error !== 'invalid_client') return;
        ctx.status = 200;
        ctx.type = 'text/html';
        ctx.body = '<form method="post"><input name="email"><button>Log in</button></form>';
      },
    ],
  }),
} satisfies Defect;
