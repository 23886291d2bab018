import type { Defect } from '../../parts.ts';

/** Whoever reads the log of answers has the token. */
export default {
  breaks: 'server.security.no-token-echo',
  title: 'The body of a refusal repeats the token',
  alter: () => ({
    outermost: async (context, next) => {
      await next();
      const token = context.get('authorization').replace(/^Bearer /i, '');
      if (context.status === 401 && token !== '')
        context.body = { error_description: `Invalid token: ${token}` };
    },
  }),
} satisfies Defect;
