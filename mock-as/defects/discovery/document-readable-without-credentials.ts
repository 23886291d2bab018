import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.discovery.document-readable-without-credentials',
  title: 'Whoever is not logged in gets 401, for the metadata too',
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        const isPublic = !ctx.path.startsWith('/.well-known/') || ctx.get('cookie') !== '';
        if (isPublic) {
          await next();
          return;
        }
        ctx.status = 401;
        ctx.body = { error: 'login_required' };
      },
    ],
  }),
} satisfies Defect;
