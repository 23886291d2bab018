import type { Defect } from '../../parts.ts';
import { beforeServing } from '../message.ts';

/** A gateway lets the header through, and this server carries out the body. */
export default {
  breaks: 'server.transport.header-body-mismatch',
  title: 'Mcp-Method and Mcp-Name are not compared with the body',
  alter: (parts) =>
    beforeServing(parts, ({ context, message }) => {
      const { method, params } = message;
      const { headers } = context.req;
      if (headers['mcp-method'] !== undefined) headers['mcp-method'] = String(method);
      const name = (params as { name?: unknown } | undefined)?.name;
      if (headers['mcp-name'] !== undefined && typeof name === 'string') headers['mcp-name'] = name;
      return true;
    }),
} satisfies Defect;
