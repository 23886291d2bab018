import {
  RESOURCE_ID,
  startFakeAuthorizationServer,
  type FakeAuthorizationServer,
} from './fake-as.test-helper.ts';
import { startReferenceServer, type ReferenceServer, type ServerOptions } from './index.ts';
import type { Alteration } from './parts.ts';

/** The reference server wired to a fake authorization server. */
export interface Bench extends AsyncDisposable {
  as: FakeAuthorizationServer;
  server: ReferenceServer;
  post(message: unknown, token?: string, headers?: Record<string, string>): Promise<Response>;
}

export async function startBench(
  options: Partial<ServerOptions> = {},
  alterations: Alteration[] = [],
): Promise<Bench> {
  let resource = '';
  const as = await startFakeAuthorizationServer(() => resource);
  const server = await startReferenceServer(
    { scalekitEnvironmentUrl: as.url, scalekitResourceId: RESOURCE_ID, port: 0, ...options },
    alterations,
  );
  resource = server.url;
  return {
    as,
    server,
    post: (message, token, headers = {}) =>
      fetch(server.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...headers,
        },
        body: typeof message === 'string' ? message : JSON.stringify(message),
      }),
    async [Symbol.asyncDispose]() {
      await server.close();
      await as.close();
    },
  };
}

let id = 0;
export function call(name: string, args: Record<string, unknown> = {}) {
  return { jsonrpc: '2.0', id: ++id, method: 'tools/call', params: { name, arguments: args } };
}
export const LIST = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} };

const META = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {},
};

/** A message as 2026-07-28 puts it on the wire. */
export function modern(message: {
  method: string;
  params: Record<string, unknown>;
}): [unknown, Record<string, string>] {
  const { name } = message.params;
  return [
    { ...message, params: { ...message.params, _meta: META } },
    {
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': message.method,
      ...(typeof name === 'string' ? { 'mcp-name': name } : {}),
    },
  ];
}

/** The JSON-RPC message of an answer, whether it came as JSON or as one event. */
export async function messageOf(
  response: Response,
): Promise<{ result?: Record<string, unknown>; error?: { code: number } }> {
  const text = await response.text();
  const data = /^data: (.*)$/m.exec(text)?.[1] ?? text;
  return JSON.parse(data) as { result?: Record<string, unknown> };
}
