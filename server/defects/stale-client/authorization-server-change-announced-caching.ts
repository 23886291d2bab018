import type { Defect } from '../../parts.ts';

/** Whatever changes, the clients will know in a year. */
export default {
  breaks: 'server.stale-client.authorization-server-change-announced',
  title: 'The metadata may be cached for a year',
  alter: (parts) => ({
    outermost: async (context, next) => {
      await parts.outermost(context, next);
      if (context.path.startsWith('/.well-known/')) context.set('Cache-Control', 'max-age=31536000');
    },
  }),
} satisfies Defect;
