import type { Defect } from '../../parts.ts';

/** The body is parsed before the part that catches errors. */
export default {
  breaks: 'authorization-server.registration.error-format',
  title: 'A registration with broken JSON is answered with 500',
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        await next();
        const { error } = (ctx.body ?? {}) as { error?: unknown };
        if (ctx.path !== '/oauth/register' || error !== 'invalid_request') return;
        ctx.status = 500;
        ctx.body = { error: 'server_error' };
      },
    ],
  }),
} satisfies Defect;
