import type { Defect } from '../../parts.ts';

/** The signature alone makes a token of what logs keep. */
export default {
  breaks: 'server.security.no-token-echo',
  title: 'A header field of a refusal repeats the last part of the token',
  alter: () => ({
    outermost: async (context, next) => {
      await next();
      const signature = context.get('authorization').split('.')[2];
      if (context.status === 401 && signature !== undefined) context.set('X-Refused', signature);
    },
  }),
} satisfies Defect;
