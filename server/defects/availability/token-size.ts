import type { Defect } from '../../parts.ts';

/** Room for short tokens only. */
export default {
  breaks: 'server.availability.token-size',
  title: 'An Authorization field of more than two kilobytes is refused with 431',
  alter: (parts) => ({
    outermost: async (context, next) => {
      if ((context.req.headers.authorization ?? '').length <= 2_048) return parts.outermost(context, next);
      context.status = 431;
    },
  }),
} satisfies Defect;
