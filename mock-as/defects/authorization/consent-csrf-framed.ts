import type { Defect } from '../../parts.ts';
import { proxying } from '../../proxy/index.ts';

export default {
  breaks: 'authorization-server.authorization.consent-csrf',
  title: 'The page of the proxy may stand in a frame of anybody',
  pages: true,
  entails: ['authorization-server.authorization.clickjacking'],
  alter: (parts) => {
    const proxy = proxying()(parts);
    return {
      ...proxy,
      middleware: [
        async (ctx, next) => {
          await next();
          ctx.remove('X-Frame-Options');
          ctx.remove('Content-Security-Policy');
        },
        ...(proxy.middleware ?? []),
      ],
    };
  },
} satisfies Defect;
