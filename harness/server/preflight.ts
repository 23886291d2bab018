import type { Exchange } from '../contract.ts';
import { isModern } from '../mcp/revision.ts';
import type { ServerContext } from './context.ts';

/** The request header fields that an MCP client in a browser must be allowed to send. Lower case. */
export function clientHeaders({ revision }: ServerContext): string[] {
  return [
    'authorization',
    'content-type',
    // 2025-03-26 defines no version field.
    ...(revision === '2025-03-26' ? [] : ['mcp-protocol-version']),
    ...(isModern(revision) ? ['mcp-method', 'mcp-name'] : []),
  ];
}

/** The preflight that a browser sends before an MCP request (Fetch, «CORS-preflight fetch»). */
export function sendPreflight(server: ServerContext, origin = server.endpoint.origin): Promise<Exchange> {
  return server.send({
    method: 'OPTIONS',
    url: server.url,
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': [...clientHeaders(server), 'mcp-session-id'].sort().join(','),
    },
  });
}
