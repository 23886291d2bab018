import type { Socket } from 'node:net';
import type { Defect } from '../../parts.ts';
import type { Access } from '../../types.ts';

/** A connection that has logged in once is trusted with what needs no answer. */
export default {
  breaks: 'server.transport.each-request-checked',
  title: 'Notifications need no token on a connection that carried one before',
  alter: (parts) => {
    const remembered = new WeakMap<Socket, Access>();
    return {
      authenticate: async (context, setup) => {
        const { socket } = context.req;
        const known = remembered.get(socket);
        const isBareNotification =
          context.get('mcp-method').startsWith('notifications/') && context.get('authorization') === '';
        if (known !== undefined && isBareNotification) return known;
        const access = await parts.authenticate(context, setup);
        if (access !== undefined) remembered.set(socket, access);
        return access;
      },
    };
  },
} satisfies Defect;
