import { createHandshakeProtocol } from '../mcp/protocol.ts';
import type { Style } from '../parts.ts';

export default {
  title: 'Speaks revision 2025-11-25 and no other',
  alter: () => ({ createProtocol: createHandshakeProtocol, protocolVersions: () => ['2025-11-25'] }),
  revisions: ['2025-11-25'],
} satisfies Style;
