import { createSessionProtocol } from '../mcp/sessions.ts';
import type { Style } from '../parts.ts';

export default {
  title: 'Has sessions for older clients, with streams that can be resumed, and answers in event streams',
  alter: () => ({
    createProtocol: createSessionProtocol({ json: false }),
    endpointMethods: () => ['GET', 'POST', 'DELETE'],
  }),
  revisions: ['2025-03-26', '2025-06-18', '2025-11-25', '2026-07-28'],
} satisfies Style;
