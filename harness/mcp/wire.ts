import type { HeaderLine, Json, Revision } from '../contract.ts';
import { isModern } from './revision.ts';

/** A JSON-RPC request of MCP, before a revision puts it on the wire. */
export interface Operation {
  method: string;
  params?: { [key: string]: Json };
}

export interface WireMessage {
  headers: HeaderLine[];
  body: string;
}

const CLIENT_INFO = { name: 'mcp-auth-conformance', version: '1.0.0' };

/** The call that needs no other before it: `server/discover`, or `initialize` before 2026-07-28. */
export function openingOperation(revision: Revision): Operation {
  if (isModern(revision)) return { method: 'server/discover' };
  return {
    method: 'initialize',
    params: { protocolVersion: revision, capabilities: {}, clientInfo: CLIENT_INFO },
  };
}

/** A tool call. */
export function callTool(name: string, args: { [key: string]: Json } = {}): Operation {
  return { method: 'tools/call', params: { name, arguments: args } };
}

export const LIST_TOOLS: Operation = { method: 'tools/list' };

/**
 * Puts an operation on the wire as the revision says.
 * 2026-07-28 basic/transports/streamable-http «Request Metadata»; 2025-11-25 basic/transports «Sending Messages».
 *
 * @param id JSON-RPC id; left out for a notification.
 * @param sessionId `Mcp-Session-Id` of a 2025 session.
 */
export function onTheWire(
  revision: Revision,
  operation: Operation,
  options: { id?: number; sessionId?: string | undefined } = {},
): WireMessage {
  const headers: HeaderLine[] = [
    ['content-type', 'application/json'],
    ['accept', 'application/json, text/event-stream'],
    ...versionHeaders(revision, operation),
  ];
  if (options.sessionId !== undefined) headers.push(['mcp-session-id', options.sessionId]);
  const message = {
    jsonrpc: '2.0',
    ...(options.id === undefined ? {} : { id: options.id }),
    method: operation.method,
    ...parametersOf(revision, operation),
  };
  return { headers, body: JSON.stringify(message) };
}

function versionHeaders(revision: Revision, operation: Operation): HeaderLine[] {
  if (!isModern(revision)) {
    // 2025-03-26 defines no version header, and `initialize` negotiates in its body.
    const named = revision !== '2025-03-26' && operation.method !== 'initialize';
    return named ? [['mcp-protocol-version', revision]] : [];
  }
  const name = operation.params?.['name'] ?? operation.params?.['uri'];
  return [
    ['mcp-protocol-version', revision],
    ['mcp-method', operation.method],
    ...(typeof name === 'string' ? ([['mcp-name', headerValue(name)]] as HeaderLine[]) : []),
  ];
}

/** A name that is not plain ASCII travels in the Base64 sentinel form (2026-07-28 «Value Encoding»). */
function headerValue(name: string): string {
  const plain = /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(name) && !name.startsWith('=?base64?');
  return plain ? name : `=?base64?${Buffer.from(name, 'utf8').toString('base64')}?=`;
}

function parametersOf(revision: Revision, operation: Operation): { params?: { [key: string]: Json } } {
  if (!isModern(revision)) return operation.params === undefined ? {} : { params: operation.params };
  const own = operation.params?.['_meta'];
  return {
    params: {
      ...operation.params,
      _meta: {
        'io.modelcontextprotocol/protocolVersion': revision,
        'io.modelcontextprotocol/clientInfo': CLIENT_INFO,
        'io.modelcontextprotocol/clientCapabilities': {},
        ...(typeof own === 'object' && own !== null && !Array.isArray(own) ? own : {}),
      },
    },
  };
}
