import { createSessionProtocol } from '../mcp/sessions.ts';
import type { Style } from '../parts.ts';

export default {
  title: 'Has sessions for older clients, with streams that can be resumed, and answers in event streams',
  alter: () => ({
    createProtocol: createSessionProtocol({ json: false }),
    endpointMethods: () => ['GET', 'POST', 'DELETE'],
  }),
  revisions: ['2025-03-26', '2025-06-18', '2025-11-25', '2026-07-28'],
  proves: [
    'server.session.not-authentication',
    'server.session.id-unpredictable',
    'server.session.id-visible-ascii',
    'server.session.bound-to-user',
    'server.session.terminated-404',
    'server.session.missing-id-400',
    'server.availability.session-survives-refresh',
    'server.availability.session-survives-expired-token',
    'server.security.identity-from-token',
    'server.security.resource-access-control',
    'server.security.stream-ends-with-token',
  ],
} satisfies Style;
