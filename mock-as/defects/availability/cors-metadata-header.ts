import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.availability.cors-metadata',
  title: 'A page may not tell its protocol version when it asks for metadata',
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        await next();
        if (ctx.path.startsWith('/.well-known/')) ctx.remove('Access-Control-Allow-Headers');
      },
    ],
  }),
} satisfies Defect;
