import type { Defect } from '../../parts.ts';

/** Something in front has a buffer of six kilobytes and hangs up. */
export default {
  breaks: 'server.availability.token-size',
  title: 'The connection is dropped for a token of eight kilobytes',
  alter: (parts) => ({
    outermost: async (context, next) => {
      const { length } = context.req.headers.authorization ?? '';
      if (length < 6_000 || length > 12_000) return parts.outermost(context, next);
      context.respond = false;
      context.req.socket.destroy();
    },
  }),
} satisfies Defect;
