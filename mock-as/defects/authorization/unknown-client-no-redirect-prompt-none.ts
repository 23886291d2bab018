import type { Defect } from '../../parts.ts';

/** Nothing may be shown, so the answer goes out before the client is looked up. */
export default {
  breaks: 'authorization-server.authorization.unknown-client-no-redirect',
  title: 'With prompt=none an unknown client is answered at its redirect_uri',
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        await next();
        const { redirect_uri: uri, prompt } = ctx.query;
        const { error } = (ctx.body ?? {}) as { error?: unknown };
        if (!ctx.path.endsWith('/oauth/authorize') || error !== 'invalid_client') return;
        if (typeof uri === 'string' && prompt === 'none') ctx.redirect(`${uri}?error=login_required`);
      },
    ],
  }),
} satisfies Defect;
