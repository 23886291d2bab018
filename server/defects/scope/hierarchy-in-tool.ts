import { operationsOf } from '../../mcp/operations.ts';
import type { Defect } from '../../parts.ts';
import { beforeServing } from '../message.ts';

/** The middleware knows what implies what; the tool looks at the list again, and by itself. */
export default {
  breaks: 'server.scope.hierarchy',
  title: 'The broad scope opens the door, and the tool then says that the narrow one is missing',
  alter: (parts) =>
    beforeServing(parts, ({ context, access, message }) => {
      const required = operationsOf(message).flatMap((operation) => parts.requiredScopes(operation));
      if (message['method'] !== 'tools/call' || required.every((scope) => access.scopes.includes(scope)))
        return true;
      const content = [{ type: 'text', text: 'You may not do that.' }];
      context.body = { jsonrpc: '2.0', id: message['id'], result: { content, isError: true } };
      return false;
    }),
} satisfies Defect;
