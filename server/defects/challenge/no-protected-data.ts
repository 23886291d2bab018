import type { Defect } from '../../parts.ts';
import { randomUUID } from 'node:crypto';

/** The session is made first, the token looked at second. */
export default {
  breaks: 'server.challenge.no-protected-data',
  title: 'A 401 carries an Mcp-Session-Id',
  alter: (parts) => ({
    outermost: async (context, next) => {
      await parts.outermost(context, next);
      if (context.status === 401) context.set('Mcp-Session-Id', randomUUID());
    },
  }),
} satisfies Defect;
