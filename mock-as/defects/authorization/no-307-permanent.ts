import type { Defect } from '../../parts.ts';

/** The login itself ends with 303; what was decided on the page of consent goes on with 308. */
export default {
  breaks: 'authorization-server.authorization.no-307',
  title: 'After the last form the browser is redirected with 308',
  options: { approval: 'interactive' },
  alter: () => {
    const begun = new Set<string>();
    return {
      middleware: [
        async (ctx, next) => {
          await next();
          if (ctx.method !== 'POST' || !ctx.path.startsWith('/interaction/') || ctx.status !== 303) return;
          const session = /_session[^=]*=([^;]+)/.exec(ctx.get('cookie'))?.[1] ?? ctx.path;
          if (begun.has(session)) ctx.status = 308;
          begun.add(session);
        },
      ],
    };
  },
} satisfies Defect;
