import type { Style } from '../parts.ts';

/** A router that knows no other method answers before anyone looks for a token. */
export default {
  title: 'Answers GET and DELETE with 405, with or without a token',
  alter: (parts) => ({
    authenticate: async (context, setup) => {
      if (parts.endpointMethods().includes(context.method)) return parts.authenticate(context, setup);
      context.status = 405;
      context.set('Allow', 'POST, OPTIONS');
      return undefined;
    },
  }),
  revisions: ['2025-03-26', '2025-11-25', '2026-07-28'],
  proves: ['server.challenge.status-401', 'server.security.head-request'],
} satisfies Style;
