import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBench, type Bench } from './wire.test-helper.ts';

let bench: Bench;
let requestInit: RequestInit;
beforeAll(async () => {
  bench = await startBench();
  requestInit = { headers: { authorization: `Bearer ${await bench.as.mint()}` } };
});
afterAll(() => bench[Symbol.asyncDispose]());

const INFO = { name: 'test', version: '1.0.0' };
const SEARCH = { name: 'web_search', arguments: { query: 'koa' } };

describe('the real client of the SDK', () => {
  it.each([
    ['v2, legacy', undefined, '2025-11-25'],
    ['v2, auto', { mode: 'auto' }, '2026-07-28'],
    ['v2, pinned', { mode: { pin: '2026-07-28' } }, '2026-07-28'],
  ] as const)('%s, connects, lists and calls', async (_name, versionNegotiation, revision) => {
    const client = new Client(INFO, versionNegotiation === undefined ? {} : { versionNegotiation });
    await client.connect(new StreamableHTTPClientTransport(new URL(bench.server.url), { requestInit }));
    expect(client.getNegotiatedProtocolVersion()).toBe(revision);
    expect((await client.listTools()).tools).toHaveLength(6);
    expect(JSON.stringify(await client.callTool(SEARCH))).toContain('[sample] Result 1');
    await client.close();
  });

  it('v1 connects, lists and calls', async () => {
    const client = new ClientV1(INFO);
    await client.connect(new TransportV1(new URL(bench.server.url), { requestInit }));
    expect((await client.listTools()).tools).toHaveLength(6);
    expect(JSON.stringify(await client.callTool(SEARCH))).toContain('[sample] Result 1');
    await client.close();
  });

  it('v2 learns of a missing token as such', async () => {
    const client = new Client(INFO);
    const connecting = client.connect(new StreamableHTTPClientTransport(new URL(bench.server.url)));
    await expect(connecting).rejects.toMatchObject({ data: { status: 401 } });
  });
});
