import type { Defect } from '../../parts.ts';

/** The path has no extension by which a web server of static files would know it. */
export default {
  breaks: 'authorization-server.discovery.document-status-and-type',
  title: 'The OpenID Connect document is a file without a known type',
  options: { openidConfiguration: true },
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        await next();
        if (ctx.path === '/.well-known/openid-configuration') {
          ctx.body = JSON.stringify(ctx.body);
          ctx.type = 'application/octet-stream';
        }
      },
    ],
  }),
} satisfies Defect;
