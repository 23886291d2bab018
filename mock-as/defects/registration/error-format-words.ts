import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.registration.error-format',
  title: 'A refused registration is told in words of its own',
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        await next();
        if (ctx.path === '/oauth/register' && ctx.status === 400) {
          ctx.body = { statusCode: 400, message: 'Validation failed' };
        }
      },
    ],
  }),
} satisfies Defect;
