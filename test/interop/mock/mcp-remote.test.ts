/** mcp-remote, unmodified, with a scripted browser, between a client on stdio and the reference server. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serveClientMetadata } from './client-metadata-document.ts';
import { authorizationsAt, pathsAt, startPair, type Pair } from './pair.ts';

const program = fileURLToPath(new URL('../../../node_modules/mcp-remote/dist/proxy.js', import.meta.url));
const browser = fileURLToPath(new URL('browser.mjs', import.meta.url));
const search = { name: 'web_search', arguments: { query: 'model context protocol' } };
let home: string;
let pair: Pair;
const closing: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'mcp-remote-'));
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await rm(home, { recursive: true, force: true });
});

async function start(options: Parameters<typeof startPair>[0] = {}): Promise<void> {
  pair = await startPair(options);
  closing.push(() => pair.close());
}

/** A client whose server is mcp-remote, which is connected to the reference server. */
async function connect(...args: string[]): Promise<Client> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [program, pair.server.url, '--host', '127.0.0.1', ...args],
    env: { PATH: process.env['PATH'] ?? '', HOME: home, MCP_REMOTE_CONFIG_DIR: home, BROWSER: browser },
    stderr: 'pipe',
  });
  let told = '';
  transport.stderr?.on('data', (chunk) => (told += String(chunk)));
  const client = new Client({ name: 'interop', version: '1.0.0' });
  closing.push(() => client.close());
  await client.connect(transport).catch((error: unknown) => {
    throw new Error(`mcp-remote did not connect: ${told}`, { cause: error });
  });
  return client;
}

async function expectToWork(client: Client): Promise<void> {
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toContain('web_search');
  expect(JSON.stringify((await client.callTool(search)).content)).toContain('model context protocol');
}

const registrations = () => pathsAt(pair.mock).filter((path) => path.endsWith('clients:register')).length;
const refreshes = () =>
  pair.mock.traffic.list().filter(({ request }) => request.body.includes('grant_type=refresh_token')).length;

// The package `open` looks at $BROWSER only on Linux.
describe.skipIf(process.platform !== 'linux')('mcp-remote', () => {
  it.each(['legacy', 'auto'])('registers, authorizes and lists tools; protocol %s', async (protocol) => {
    await start();
    await expectToWork(await connect('--protocol', protocol));
    const [authorization, ...others] = authorizationsAt(pair.mock);
    expect(others).toEqual([]);
    expect(authorization?.get('client_id')).toMatch(/^m2m_/);
    expect(authorization?.get('resource')).toBe(pair.server.url);
    expect(authorization?.get('code_challenge_method')).toBe('S256');
  });

  it('comes back with the token that it kept', async () => {
    await start();
    await (await connect()).close();
    await expectToWork(await connect());
    expect(authorizationsAt(pair.mock)).toHaveLength(1);
    expect(registrations()).toBe(1);
  });

  it('refreshes, where the metadata offer offline_access', async () => {
    await start({ extendedMetadata: true });
    await (await connect()).close();
    expect(authorizationsAt(pair.mock)[0]?.get('scope')).toContain('offline_access');
    pair.mock.clock.advance(2 * 3600);
    await expectToWork(await connect());
    expect(refreshes()).toBe(1);
    expect(authorizationsAt(pair.mock)).toHaveLength(1);
  });

  it('registers anew when its registration is gone', async () => {
    await start({ extendedMetadata: true });
    await (await connect()).close();
    const [first] = authorizationsAt(pair.mock);
    expect(await pair.mock.forgetClient(first?.get('client_id') ?? '')).toBe(true);
    pair.mock.clock.advance(2 * 3600);
    await expectToWork(await connect());
    expect(registrations()).toBe(2);
    const [, second] = authorizationsAt(pair.mock);
    expect(second?.get('client_id')).not.toBe(first?.get('client_id'));
  });

  it('goes by a Client ID Metadata Document, and does not register', async () => {
    const document = await serveClientMetadata({
      client_name: 'mcp-remote',
      redirect_uris: ['http://127.0.0.1/oauth/callback'],
      grant_types: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_method: 'none',
    });
    closing.push(() => document.close());
    await start({ fetchClientMetadata: document.fetch });
    await expectToWork(await connect('--client-metadata-url', document.url));
    expect(registrations()).toBe(0);
    expect(authorizationsAt(pair.mock)[0]?.get('client_id')).toBe(document.url);
    expect(document.requests).not.toEqual([]);
  });
});
