import type { Answered, Exchange, HeaderLine, Json } from './contract.ts';

let last = 0;

/** An answered exchange, as a recorder would keep it. For tests. */
export function answered(
  status: number,
  options: { body?: Json | string; headers?: HeaderLine[]; request?: Json; url?: string } = {},
): Answered {
  const { body = '', headers = [], request, url = 'http://127.0.0.1:9/mcp' } = options;
  last += 1;
  return {
    id: `x${last}`,
    by: 'test',
    via: 'harness',
    request: {
      method: 'POST',
      url,
      headers: [],
      ...(request === undefined ? {} : { body: JSON.stringify(request) }),
    },
    response: {
      status,
      headers: headers.length > 0 ? headers : [['content-type', 'application/json']],
      body: typeof body === 'string' ? body : JSON.stringify(body),
    },
    timing: { startedMs: 0, durationMs: 1 },
  };
}

/** An exchange that got no response. */
export function lost(kind: NonNullable<Exchange['failure']>['kind'] = 'refused'): Exchange {
  const { id, by, via, request, timing } = answered(200);
  return { id, by, via, request, timing, failure: { kind, message: `connection ${kind}` } };
}

/** A JSON-RPC request and a result that echoes its id. */
export function served(result: Json = {}, id = 1): Answered {
  return answered(200, {
    request: { jsonrpc: '2.0', id, method: 'ping' },
    body: { jsonrpc: '2.0', id, result },
  });
}
