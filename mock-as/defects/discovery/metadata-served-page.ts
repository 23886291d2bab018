import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.discovery.metadata-served',
  title: 'The front end answers each path, well-known ones too, with its page',
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        if (!ctx.path.startsWith('/.well-known/')) {
          await next();
          return;
        }
        ctx.type = 'html';
        ctx.body = '<!doctype html><title>Sign in</title><div id="app"></div>';
      },
    ],
  }),
} satisfies Defect;
