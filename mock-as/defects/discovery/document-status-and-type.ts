import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.discovery.document-status-and-type',
  title: 'The metadata comes as text/html',
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        await next();
        if (ctx.path.startsWith('/.well-known/') && ctx.status === 200) {
          ctx.body = JSON.stringify(ctx.body);
          ctx.type = 'text/html';
        }
      },
    ],
  }),
} satisfies Defect;
