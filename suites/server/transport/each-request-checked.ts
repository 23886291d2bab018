import type { Judgement } from '../../../harness/index.ts';
import {
  describe,
  firstProblem,
  isModern,
  isServed,
  ok,
  refused,
  serverCheck,
  unclear,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.transport.each-request-checked',
  title: 'After an authenticated call the next requests of the same connection need a token too',
  needs: ['token'],
  probe: async (server) => {
    const { operation, open } = await server.gathered.protectedOperation();
    const connection = 'each-request-checked';
    const good = await server.call({ operation, token: await server.goodToken(), connection });
    const call = await server.call({ operation, connection });
    // Where some operations are open to everyone, a notification may rightly be.
    if (open.length > 0) return { good, call };
    const method = isModern(server.revision) ? 'notifications/cancelled' : 'notifications/initialized';
    const params = { requestId: 'none', reason: 'test' };
    return {
      good,
      call,
      notification: await server.call({
        operation: isModern(server.revision) ? { method, params } : { method },
        connection,
      }),
      response: await server.call({
        operation: { method },
        body: JSON.stringify({ jsonrpc: '2.0', id: 'none', result: {} }),
        connection,
      }),
    };
  },
  judge: ({ good, call, notification, response }) => {
    if (!isServed(good)) return unclear(`A good token was answered ${describe(good)}.`);
    return firstProblem([
      refused(call, 'a call without a token on the connection of an authenticated one'),
      notTaken(notification, 'a notification'),
      notTaken(response, 'a response to the server'),
    ]);
  },
});

/** What has no answer is taken when the status says so. */
function notTaken(exchange: Parameters<typeof refused>[0] | undefined, what: string): Judgement {
  if (exchange === undefined || exchange.response.status >= 300) return ok;
  return violation(`a refusal of ${what} without a token`, `${describe(exchange)}: it was taken`);
}
