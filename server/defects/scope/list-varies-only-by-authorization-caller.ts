import type { Defect } from '../../parts.ts';
import { beforeServing } from '../message.ts';

/** Remembered for ever and on every connection: whoever looks twice afterwards sees no difference any more. */
export default {
  breaks: 'server.scope.list-varies-only-by-authorization',
  title: 'Who has called a tool once is shown fewer tools from then on',
  alter: (parts) => {
    const callers = new Set<unknown>();
    return {
      ...beforeServing(parts, ({ access, message }) => {
        if (message['method'] === 'tools/call') callers.add(access.claims['sub']);
        return true;
      }),
      furnish: (server, access) => {
        if (!callers.has(access.claims['sub'])) return;
        const tools = [{ name: 'whoami', inputSchema: { type: 'object' as const } }];
        server.server.setRequestHandler('tools/list', () => ({ tools }));
      },
    };
  },
} satisfies Defect;
