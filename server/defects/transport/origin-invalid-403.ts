import type { Defect } from '../../parts.ts';

/** Refused, but as if the request were malformed. */
export default {
  breaks: 'server.transport.origin-invalid-403',
  title: 'A foreign Origin is refused with 400',
  alter: (parts) => ({
    outermost: async (context, next) => {
      await parts.outermost(context, next);
      const { origin } = context.req.headers;
      if (origin !== undefined && origin !== 'null' && context.status === 403) context.status = 400;
    },
  }),
} satisfies Defect;
