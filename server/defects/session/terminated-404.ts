import type { Defect } from '../../parts.ts';

export default {
  breaks: 'server.session.terminated-404',
  title: 'DELETE is answered kindly, and the session goes on',
  style: 'sessions',
  alter: (parts) => ({
    innermost: async (context, next) => {
      if (context.method !== 'DELETE') return parts.innermost(context, next);
      context.status = 200;
    },
  }),
} satisfies Defect;
