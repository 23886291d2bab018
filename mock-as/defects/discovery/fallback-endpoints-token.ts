import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.discovery.fallback-endpoints',
  entails: ['authorization-server.discovery.metadata-served'],
  title: 'Without metadata, only /authorize is where clients try it',
  options: { environmentMetadata: false },
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        if (ctx.path === '/authorize') ctx.path = '/oauth/authorize';
        await next();
      },
    ],
  }),
} satisfies Defect;
