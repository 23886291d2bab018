import type { Defect } from '../../parts.ts';
import { beforeServing } from '../message.ts';

/** Whatever version is named, the newest one is spoken. */
export default {
  breaks: 'server.transport.protocol-version-400',
  title: 'A request of an unknown protocol version is served',
  alter: (parts) =>
    beforeServing(parts, ({ context, message }) => {
      const version = context.get('mcp-protocol-version');
      if (version === '' || version > '2025') return true;
      context.body = { jsonrpc: '2.0', id: message['id'], result: { tools: [] } };
      return false;
    }),
} satisfies Defect;
