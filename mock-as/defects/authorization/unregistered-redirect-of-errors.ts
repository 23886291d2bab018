import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.authorization.unregistered-redirect',
  title: 'An unknown response_type is answered before the redirect_uri was compared',
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        await next();
        const { redirect_uri: uri, response_type: type } = ctx.query;
        const { error } = (ctx.body ?? {}) as { error?: unknown };
        if (!ctx.path.endsWith('/oauth/authorize') || error !== 'invalid_redirect_uri') return;
        if (typeof uri === 'string' && type === 'foo') ctx.redirect(`${uri}?error=unsupported_response_type`);
      },
    ],
  }),
} satisfies Defect;
