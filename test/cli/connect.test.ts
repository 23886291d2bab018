/** `connect` as a user runs it: a process of its own, against the mock and the reference server, and against worse ones. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  openSite,
  RESOURCE_METADATA,
  SECRETS,
  SERVER_METADATA,
  serverMetadata,
} from '../../harness/connect/site.test-helper.ts';
import type { ConnectReport } from '../../harness/connect/types.ts';
import { leasePort } from '../../mock-as/ports.ts';
import { startMockAuthorizationServer } from '../../mock-as/index.ts';
import { startReferenceServer } from '../../server/index.ts';
import { answers, badServer } from './bad-servers.ts';
import { run, start, temporaryFolder, type Ended } from './command-line.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

async function connect(...args: string[]): Promise<Ended> {
  const ended = await run(['connect', ...args], { cwd: folder.path });
  const all = ended.stdout + ended.stderr;
  expect(all).not.toMatch(/^\s+at .*:\d+:\d+/m);
  expect(all).not.toContain('A bug of mcp-auth-conformance');
  return ended;
}

const reportIn = ({ stdout }: Ended) => JSON.parse(stdout) as ConnectReport;

describe('against the mock and the reference server', () => {
  it('goes through every layer, steps up for a tool, and uses the registration again', async () => {
    const lease = await leasePort();
    const { port } = lease;
    const url = `http://127.0.0.1:${port}/web-search/mcp`;
    await using mock = await startMockAuthorizationServer({ resource: { url } });
    await using server = await startReferenceServer({
      scalekitEnvironmentUrl: mock.urls.environment,
      authorizationServer: mock.urls.issuer,
      resourceIdentifier: url,
      port,
    });
    expect(server.url).toBe(url);
    const storage = join(folder.path, 'storage.json');
    const first = await connect(url, '--client-storage', storage, '--call', 'save_search={"query":"x"}');
    expect(first.code).toBe(0);
    expect(first.stderr).toBe('');
    expect(first.stdout).toContain('1. Challenge');
    expect(first.stdout).toContain('tools/call save_search');
    expect(first.stdout).toMatch(/scope = web-search:read web-search:write/);
    expect(first.stdout).toMatch(/✓ Connected with authorization/);
    const second = await connect(url, '--client-storage', storage, '--json', '-o', join(folder.path, 'out'));
    expect(second.code).toBe(0);
    const report = reportIn(second);
    expect(report).toMatchObject({ schemaVersion: '1', ending: 'connected', spoken: '2026-07-28' });
    expect(report.steps.map(({ layer }) => layer)).toEqual(['call', 'call']);
    expect(second.stderr).toContain('✓ Connected with authorization');
    expect(await readFile(join(folder.path, 'out/connect.json'), 'utf8')).toBe(second.stdout);
    const { issuers } = JSON.parse(await readFile(storage, 'utf8')) as {
      issuers: Record<string, { tokens: Record<string, { accessToken: string }> }>;
    };
    const token = issuers[mock.urls.issuer]?.tokens[url]?.accessToken ?? '';
    expect(token.length).toBeGreaterThan(20);
    for (const text of [first.stdout, second.stdout, second.stderr]) expect(text).not.toContain(token);
    await lease.release();
  });
});

describe('says which layer failed', () => {
  it('401 without metadata', async () => {
    await using site = await openSite(() => ({
      'POST /mcp': () => ({ status: 401 }),
      [`GET ${RESOURCE_METADATA}`]: () => ({ status: 404 }),
      [`GET ${SERVER_METADATA}`]: () => ({ status: 404 }),
      'POST /register': () => ({ status: 404 }),
    }));
    const { code, stdout } = await connect(site.url);
    expect(code).toBe(1);
    expect(stdout).toContain('401 without WWW-Authenticate');
    expect(stdout).toMatch(/The layer that failed: protected resource metadata \(step 2; /);
    // The remedy of the catalogue.
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('Serve a JSON document as RFC 9728 defines it');
  });

  it('HTML at the authorization server', async () => {
    await using site = await openSite(() => ({
      [`GET ${SERVER_METADATA}`]: () => ({ headers: { 'content-type': 'text/html' }, body: '<html>Hello' }),
    }));
    const { code, stdout } = await connect(site.url);
    expect(code).toBe(1);
    expect(stdout).toContain('200 with a web page (HTML)');
    expect(stdout).toContain('The layer that failed: authorization server metadata');
  });

  it('no registration possible: names the three ways', async () => {
    await using site = await openSite((at) => ({
      [`GET ${SERVER_METADATA}`]: () => ({
        body: { ...serverMetadata(at), registration_endpoint: undefined },
      }),
    }));
    const { code, stdout } = await connect(site.url);
    expect(code).toBe(3);
    for (const way of ['--client-id', '--client-metadata-url', 'registration_endpoint'])
      expect(stdout).toContain(way);
  });

  it('nobody there to log in', async () => {
    await using site = await openSite(() => ({
      'GET /authorize': () => ({ headers: { 'content-type': 'text/html' }, body: '<h1>Sign in</h1>' }),
    }));
    const { code, stdout } = await connect(site.url);
    expect(code).toBe(3);
    expect(stdout).toContain('--login browser');
  });
});

describe('a server that is none', () => {
  it.each([
    ['html', 'does not speak MCP'],
    ['hang', '--timeout'],
    ['silent stream', ''],
    ['endless stream', ''],
    ['10 MB', ''],
    ['redirect circle', 'a redirect to'],
    ['broken JSON', 'does not speak MCP'],
    ['reset', 'Look at the log of the server'],
    ['not HTTP', 'port of an HTTP server'],
    ['escape sequences', ''],
  ] as const)('%s', async (name, hint) => {
    const server = await badServer(answers[name]);
    const { code, stdout, stderr } = await connect(server.url, '--timeout', '400');
    await server.close();
    expect([1, 3]).toContain(code);
    expect(stdout).toContain(hint);
    expect(stdout).toContain('The layer that failed');
    expect(server.requests).toBeLessThan(20);

    expect(stdout + stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
  });
});

describe('usage', () => {
  it.each([
    [['localhost:3000/mcp'], 'Did you mean http://localhost:3000/mcp ?'],
    [['no url'], 'is not an http or https URL'],
    [[], 'The URL of the MCP endpoint is missing'],
    [['http://127.0.0.1:9/mcp', '--client-metadata-url', 'http://a.example/x'], 'client metadata document'],
    [['http://127.0.0.1:9/mcp', '--client-issuer', 'https://a.example'], 'add --client-id'],
    [
      ['http://127.0.0.1:9/mcp', '--client-id', 'x', '--client-key', './none.pem'],
      '--client-key cannot be read',
    ],
    [
      ['http://127.0.0.1:9/mcp', '--client-storage', './no/such/folder.json'],
      '--client-storage cannot be used',
    ],
    [['http://127.0.0.1:9/mcp', '--spec-version', '2020-01-01'], 'Allowed choices'],
  ])('%j', async (args, line) => {
    const { code, stderr } = await connect(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(line);
  });

  it('a storage that is something else stays as it is', async () => {
    const file = join(folder.path, 'notes.txt');
    await writeFile(file, 'my notes');
    const { code, stderr } = await connect('http://127.0.0.1:9/mcp', '--client-storage', file);
    expect(code).toBe(2);
    expect(stderr).toContain('is no JSON');
    expect(await readFile(file, 'utf8')).toBe('my notes');
  });
});

it('Ctrl-C ends it in order, with what was found', async () => {
  const server = await badServer(answers.hang);
  const started = start(['connect', server.url, '--json'], { cwd: folder.path });
  await started.printed('stderr', 'Connecting to');
  started.process.kill('SIGINT');
  const ended = await started.ended;
  await server.close();
  expect(ended.code).toBe(130);
  expect(reportIn(ended)).toMatchObject({ ending: 'incomplete' });
});

it("keeps the official suite's contract: URL last, the rest in the environment", async () => {
  await using site = await openSite((at) => ({
    [`GET ${SERVER_METADATA}`]: () => ({
      body: { ...serverMetadata(at), token_endpoint_auth_methods_supported: ['client_secret_basic'] },
    }),
  }));
  const secret = 'a-secret-that-nobody-may-see';
  const { code, stdout } = await run(['connect', '--json', site.url], {
    cwd: folder.path,
    env: {
      MCP_CONFORMANCE_SCENARIO: 'auth/client-credentials-basic',
      MCP_CONFORMANCE_PROTOCOL_VERSION: '2025-11-25',
      MCP_CONFORMANCE_CONTEXT: JSON.stringify({ client_id: 'given', client_secret: secret }),
    },
  });
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ specVersion: '2025-11-25', ending: 'connected' });
  const { form, headers } = site.first('POST /token');
  expect(form.get('grant_type')).toBe('client_credentials');
  expect(headers.authorization).toBe(`Basic ${Buffer.from(`given:${secret}`).toString('base64')}`);
  for (const hidden of [secret, SECRETS.token]) expect(stdout).not.toContain(hidden);
});
