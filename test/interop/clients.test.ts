import {
  Client as ClientV2,
  StreamableHTTPClientTransport as TransportV2,
  UnauthorizedError as UnauthorizedV2,
  type ClientOptions,
} from '@modelcontextprotocol/client';
import { UnauthorizedError as UnauthorizedV1 } from '@modelcontextprotocol/sdk/client/auth.js';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../harness/lab/ports.ts';
import { startMockAuthorizationServer, type MockAuthorizationServer } from '../../mock-as/index.ts';
import { startReferenceServer, type ReferenceServer } from '../../server/index.ts';
import { headlessProvider } from './headless-provider.ts';

let mock: MockAuthorizationServer;
let server: ReferenceServer;
const client = { name: 'interop', version: '1.0.0' };

beforeEach(async () => {
  const port = await freePort();
  const resourceIdentifier = `http://127.0.0.1:${port}/web-search/mcp`;
  mock = await startMockAuthorizationServer({
    resource: { url: resourceIdentifier, scopes: ['web-search:read', 'web-search:write'] },
  });
  server = await startReferenceServer({
    scalekitEnvironmentUrl: mock.urls.environment,
    authorizationServer: mock.urls.issuer,
    resourceIdentifier,
    port,
  });
});

afterEach(async () => {
  await server.close();
  await mock.close();
});

const search = { name: 'web_search', arguments: { query: 'model context protocol' } };

/** Requests that reached the mock, as `METHOD path`. */
const pathsAtTheMock = () => mock.traffic.list().map(({ request }) => `${request.method} ${request.target}`);

describe('real clients connect with full OAuth and search', () => {
  it('v1 SDK', async () => {
    const provider = headlessProvider();
    const peer = new ClientV1(client);
    const first = new TransportV1(new URL(server.url), { authProvider: provider });
    await expect(peer.connect(first)).rejects.toThrow(UnauthorizedV1);
    await first.finishAuth(provider.code());
    await peer.connect(new TransportV1(new URL(server.url), { authProvider: provider }));
    const result = await peer.callTool(search);
    expect(JSON.stringify(result.content)).toContain('model context protocol');
    await peer.close();
    expect(pathsAtTheMock()).toContainEqual(expect.stringMatching(/^POST .*clients:register$/));
  });

  it.each<[string, ClientOptions, string]>([
    ['legacy', {}, '2025-11-25'],
    ['auto', { versionNegotiation: { mode: 'auto' } }, '2026-07-28'],
    ['pinned', { versionNegotiation: { mode: { pin: '2026-07-28' } } }, '2026-07-28'],
  ])('v2 SDK, %s mode', async (_, options, revision) => {
    const provider = headlessProvider();
    const first = new TransportV2(new URL(server.url), { authProvider: provider });
    await expect(new ClientV2(client, options).connect(first)).rejects.toThrow(UnauthorizedV2);
    await first.finishAuth(provider.callback());
    const peer = new ClientV2(client, options);
    await peer.connect(new TransportV2(new URL(server.url), { authProvider: provider }));
    const result = await peer.callTool(search);
    expect(JSON.stringify(result.content)).toContain('model context protocol');
    expect(peer.getNegotiatedProtocolVersion()).toBe(revision);
    await peer.close();
  });
});
