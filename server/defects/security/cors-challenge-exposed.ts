import type { Defect } from '../../parts.ts';

/** The browser hides from the client where to get a token. */
export default {
  breaks: 'server.security.cors-challenge-exposed',
  title: 'A 401 does not expose WWW-Authenticate',
  alter: () => ({
    outermost: async (context, next) => {
      await next();
      if (context.status === 401) context.remove('Access-Control-Expose-Headers');
    },
  }),
} satisfies Defect;
