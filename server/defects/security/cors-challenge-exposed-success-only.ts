import type { Defect } from '../../parts.ts';

/** The browser shows the client a network error instead of the refusal. */
export default {
  breaks: 'server.security.cors-challenge-exposed',
  title: 'CORS fields stand on successful answers only',
  alter: () => ({
    outermost: async (context, next) => {
      await next();
      if (context.status === 401) context.remove('Access-Control-Allow-Origin');
    },
  }),
} satisfies Defect;
