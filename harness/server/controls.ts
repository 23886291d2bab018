import type { Control } from '../contract.ts';
import { describe, isServed } from '../mcp/answer.ts';
import type { Operation } from '../mcp/wire.ts';
import type { ServerContext } from './context.ts';

/** A good token is accepted for the same operation at the same moment; without it a refusal proves nothing. */
export const goodTokenAccepted: Control<ServerContext> = goodTokenAcceptedFor(() =>
  Promise.resolve(undefined),
);

/** The same for another operation than the protected one. */
export function goodTokenAcceptedFor(
  operation: (context: ServerContext) => Promise<Operation | undefined>,
): Control<ServerContext> {
  return {
    title: 'a good token is accepted',
    probe: async (context) => {
      const [token, chosen] = await Promise.all([context.goodToken(), operation(context)]);
      return context.call({ token, ...(chosen === undefined ? {} : { operation: chosen }) });
    },
    holds: (exchange) => isServed(exchange) || `a good token was answered ${describe(exchange)}`,
  };
}
