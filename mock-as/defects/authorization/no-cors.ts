import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.authorization.no-cors',
  title: 'The whole application allows every origin',
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        await next();
        if (ctx.path.endsWith('/oauth/authorize')) ctx.set('Access-Control-Allow-Origin', '*');
      },
    ],
  }),
} satisfies Defect;
