import type { Defect } from '../../parts.ts';
import type { Access } from '../../types.ts';

/** What a connection has seen changes what it sees. */
export default {
  breaks: 'server.scope.list-varies-only-by-authorization',
  title: 'After a call the connection is shown fewer tools',
  alter: (parts) => {
    const busy = new WeakSet<object>();
    const onBusyConnection = new WeakSet<Access>();
    return {
      authenticate: async (context, setup) => {
        const access = await parts.authenticate(context, setup);
        const { socket } = context.req;
        if (access !== undefined && busy.has(socket)) onBusyConnection.add(access);
        if (context.get('mcp-method') === 'tools/call') busy.add(socket);
        return access;
      },
      furnish: (server, access) => {
        if (!onBusyConnection.has(access)) return;
        const tools = [{ name: 'whoami', inputSchema: { type: 'object' as const } }];
        server.server.setRequestHandler('tools/list', () => ({ tools }));
      },
    };
  },
} satisfies Defect;
