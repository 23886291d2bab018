import type { Defect } from '../../parts.ts';

/** The middleware stands before POST only. */
export default {
  breaks: 'server.transport.delete-needs-token',
  title: 'DELETE is carried out for everybody',
  alter: (parts) => ({
    outermost: async (context, next) => {
      if (context.method !== 'DELETE') return parts.outermost(context, next);
      context.status = 204;
    },
  }),
} satisfies Defect;
