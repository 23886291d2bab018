import { allHeaders, type AuthorizationServerContext, type Exchange } from '../../harness/index.ts';

/** What a browser asks before it sends a request of another kind than forms can make (WHATWG Fetch, CORS protocol). */
export function preflight(
  server: AuthorizationServerContext,
  { url, method, headers, origin }: { url: string; method: string; headers: string; origin: string },
): Promise<Exchange> {
  return server.send({
    method: 'OPTIONS',
    url,
    headers: {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': headers,
    },
  });
}

/** Whether a page of the origin may read the response. */
export function isAllowed({ response }: Exchange, origin: string): boolean {
  const lines = allHeaders(response?.headers ?? [], 'access-control-allow-origin');
  return lines.length === 1 && (lines[0] === '*' || lines[0] === origin);
}
