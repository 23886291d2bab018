import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.authorization.unknown-client-no-redirect',
  entails: ['authorization-server.stale-client.authorize-detectable'],
  title: 'Every error is sent to the redirect_uri, that of an unknown client too',
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        await next();
        const { redirect_uri: uri } = ctx.query;
        const { error } = (ctx.body ?? {}) as { error?: unknown };
        if (!ctx.path.endsWith('/oauth/authorize') || error !== 'invalid_client') return;
        if (typeof uri === 'string') ctx.redirect(`${uri}?error=invalid_client`);
      },
    ],
  }),
} satisfies Defect;
