import { createHandshakeProtocol } from '../mcp/protocol.ts';
import type { Style } from '../parts.ts';

export default {
  title: 'Speaks revision 2025-06-18 and no other',
  alter: () => ({ createProtocol: createHandshakeProtocol, protocolVersions: () => ['2025-06-18'] }),
  revisions: ['2025-06-18'],
} satisfies Style;
