import type { Defect } from '../../parts.ts';

/** The policy was to be tried out first, and the older header has a value that no browser knows. */
export default {
  breaks: 'authorization-server.authorization.clickjacking',
  title: 'Frames are only reported',
  options: { approval: 'interactive' },
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        await next();
        const policy: unknown = ctx.res.getHeader('content-security-policy');
        if (typeof policy !== 'string') return;
        ctx.set('X-Frame-Options', 'ALLOWALL');
        ctx.remove('Content-Security-Policy');
        ctx.set('Content-Security-Policy-Report-Only', policy);
      },
    ],
  }),
} satisfies Defect;
