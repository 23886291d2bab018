import type { Defect } from '../../parts.ts';

/** The name may be bold, says the product owner. */
export default {
  breaks: 'authorization-server.security.client-name-escaping',
  title: 'The login page shows the name of the client as HTML',
  options: { approval: 'interactive' },
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        await next();
        if (typeof ctx.body !== 'string' || !ctx.type.includes('html')) return;
        ctx.body = ctx.body.replaceAll(/&lt;(\w+)&gt;/g, '<$1>');
      },
    ],
  }),
} satisfies Defect;
