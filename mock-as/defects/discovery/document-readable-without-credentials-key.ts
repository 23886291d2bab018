import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.discovery.document-readable-without-credentials',
  title: 'The metadata is for those with an API key',
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        const isMetadata = ctx.path.startsWith('/.well-known/oauth-authorization-server');
        if (!isMetadata || ctx.get('x-api-key') !== '') {
          await next();
          return;
        }
        ctx.status = 403;
        ctx.body = { message: 'Forbidden' };
      },
    ],
  }),
} satisfies Defect;
