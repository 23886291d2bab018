import { createSessionProtocol } from '../mcp/sessions.ts';
import type { Style } from '../parts.ts';

/** DELETE may be refused: then sessions end when the server says so. */
export default {
  title: 'Has sessions for older clients that they cannot end, no event streams, and answers in JSON',
  alter: () => ({ createProtocol: createSessionProtocol({ json: true }) }),
  revisions: ['2025-06-18', '2025-11-25'],
  proves: [
    'server.session.not-authentication',
    'server.session.id-unpredictable',
    'server.session.id-visible-ascii',
    'server.session.bound-to-user',
    'server.session.missing-id-400',
  ],
} satisfies Style;
