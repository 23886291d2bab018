import type { Defect } from '../../parts.ts';
import { beforeServing } from '../message.ts';

/** The method is compared and the tool, which matters, is not. */
export default {
  breaks: 'server.transport.header-body-mismatch',
  title: 'Mcp-Name is not compared with the body',
  alter: (parts) =>
    beforeServing(parts, ({ context, message }) => {
      const { headers } = context.req;
      const name = (message['params'] as { name?: unknown } | undefined)?.name;
      if (headers['mcp-name'] !== undefined && typeof name === 'string') headers['mcp-name'] = name;
      return true;
    }),
} satisfies Defect;
