import type { Defect } from '../../parts.ts';

/** A framework turns every success into 200. */
export default {
  breaks: 'authorization-server.registration.created-201',
  title: 'A registration is answered with 200',
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        await next();
        if (ctx.path === '/oauth/register' && ctx.status === 201) ctx.status = 200;
      },
    ],
  }),
} satisfies Defect;
