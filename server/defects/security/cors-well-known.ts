import type { Defect } from '../../parts.ts';

/** A client in a browser cannot find out where to get a token. */
export default {
  breaks: 'server.security.cors-well-known',
  title: 'The metadata has no CORS fields',
  alter: () => ({
    outermost: async (context, next) => {
      await next();
      if (context.path.startsWith('/.well-known/')) context.remove('Access-Control-Allow-Origin');
    },
  }),
} satisfies Defect;
