import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.availability.cors-metadata',
  title: 'Well-known files come without CORS',
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        await next();
        if (ctx.path.startsWith('/.well-known/')) ctx.remove('Access-Control-Allow-Origin');
      },
    ],
  }),
} satisfies Defect;
