import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.registration.created-201',
  title: 'The answer to a registration is called text/plain',
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        await next();
        if (ctx.path === '/oauth/register' && ctx.status === 201) ctx.type = 'text/plain';
      },
    ],
  }),
} satisfies Defect;
