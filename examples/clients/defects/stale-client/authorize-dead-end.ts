import type { Defect } from '../../parts.ts';

/** The user sees the same error page at each attempt. */
export default {
  breaks: 'client.stale-client.authorize-dead-end',
  title: 'A registration that led to an error page is used again',
  alter: () => ({
    async deadEnd(_session, _server, error) {
      throw error;
    },
  }),
} satisfies Defect;
