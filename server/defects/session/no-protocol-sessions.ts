import { randomUUID } from 'node:crypto';
import type { Defect } from '../../parts.ts';

/** Old code that was left in. */
export default {
  breaks: 'server.session.no-protocol-sessions',
  title: 'Every answer has a session id',
  alter: (parts) => ({
    innermost: (context, next) => {
      if (context.get('mcp-protocol-version') === '2026-07-28') context.set('Mcp-Session-Id', randomUUID());
      return parts.innermost(context, next);
    },
  }),
} satisfies Defect;
