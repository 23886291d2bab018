import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.authorization.clickjacking',
  title: 'Pages are sent without a word on frames',
  options: { approval: 'interactive' },
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        await next();
        ctx.remove('X-Frame-Options');
        ctx.remove('Content-Security-Policy');
      },
    ],
  }),
} satisfies Defect;
