/** `--tls`: https, and the file that has to be trusted. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { expect, it } from 'vitest';
import type { Report } from '../../harness/contract.ts';
import { runServerSuite } from '../../harness/run-server.ts';
import { createCertificateAuthority } from '../../mock-as/index.ts';
import { startReferenceServer } from '../../server/index.ts';
import { run, start, temporaryFolder } from './command-line.ts';

interface Ready {
  url?: string;
  urls?: { jwks: string };
  tls: { caFile: string };
}

interface Sent {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** What a client is answered that trusts this certificate and no other. */
function statusOf(url: string, ca: string, { body, ...sending }: Sent = {}): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { ca, agent: false, ...sending }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const env = { SCALEKIT_ENVIRONMENT_URL: 'https://env.scalekit.com' };

it.each([
  ['mock-as', 200],
  ['serve', 401],
])('%s', async (command, status) => {
  const started = start([command, '--port', '0', '--tls', '--json'], { env });
  let file = '';
  try {
    const { url, urls, tls } = JSON.parse(await started.printed('stdout', '\n')) as Ready;
    file = tls.caFile;
    const target = urls?.jwks ?? url ?? '';
    expect(target).toMatch(/^https:/);
    expect(await statusOf(target, await readFile(file, 'utf8'))).toBe(status);
  } finally {
    started.process.kill('SIGTERM');
    await started.ended;
  }
  expect(existsSync(file)).toBe(false);
});

interface Place {
  console: string;
  server: { url: string };
  urls: { jwks: string };
  control: { url: string; secret: string };
  tls: { caFile: string };
  environment: Record<string, string>;
}

const LIST_TOOLS = {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' },
  body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }),
};

it('dev: mock, reference server and console, which trust each other', async () => {
  const ports = ['--port', '0', '--mock-port', '0', '--console-port', '0'];
  const started = start(['dev', '--tls', '--json', ...ports]);
  let file = '';
  try {
    const place = JSON.parse(await started.printed('stdout', '\n')) as Place;
    const { control, server, environment } = place;
    file = place.tls.caFile;
    const ca = await readFile(file, 'utf8');
    expect(environment).toMatchObject({ NODE_EXTRA_CA_CERTS: file, RESOURCE_IDENTIFIER: server.url });
    for (const [url, status] of [
      [place.urls.jwks, 200],
      [server.url, 401],
      [place.console, 303],
    ] as const) {
      expect(url).toMatch(/^https:/);
      expect(await statusOf(url, ca)).toBe(status);
    }
    const { origin, host } = new URL(place.console);
    expect(await statusOf(place.console, ca, { headers: { Origin: origin } })).toBe(303);
    expect(await statusOf(place.console, ca, { headers: { Origin: `http://${host}` } })).toBe(403);
    const minted = await fetch(`${control.url}/mint`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${control.secret}`, 'Content-Type': 'application/json' },
      body: '{}',
    });
    const { token } = (await minted.json()) as { token: string };
    // To know the token for good, the server has to fetch the mock's keys.
    const headers = { ...LIST_TOOLS.headers, Authorization: `Bearer ${token}` };
    expect(await statusOf(server.url, ca, { ...LIST_TOOLS, headers })).toBe(200);
  } finally {
    started.process.kill('SIGTERM');
    await started.ended;
  }
  expect(existsSync(file)).toBe(false);
});

it('dev: says where the certificate is, and when it has to be named', async () => {
  const started = start(['dev', '--tls', '--port', '0', '--mock-port', '0', '--console-port', '0']);
  const text = await started.printed('stdout', 'Ctrl-C');
  started.process.kill('SIGTERM');
  await started.ended;
  const file = /^CA certificate +(\S+)$/m.exec(text)?.[1] ?? '?';
  expect(text).toContain(`\nNODE_EXTRA_CA_CERTS=${file}\n`);
  expect(text).toContain('only when it starts');
});

it('a deployed server is tested by https with the certificate that is handed over', async () => {
  const authority = await createCertificateAuthority();
  const identity = await authority.issue(['127.0.0.1']);
  await using server = await startReferenceServer({
    ...{ scalekitEnvironmentUrl: env.SCALEKIT_ENVIRONMENT_URL, port: 0 },
    tls: { ...identity },
  });
  const check = 'server/challenge/status-401';
  const options = { url: server.url, only: (id: string) => id === check };
  const outcomeWith = async (given: { ca?: string }) =>
    (await runServerSuite({ ...options, ...given })).checks.map(({ id, outcome }) => [id, outcome]);
  expect(await outcomeWith({ ca: authority.certificate })).toEqual([[check, 'pass']]);
  expect(await outcomeWith({})).toEqual([[check, 'inconclusive']]);
});

it('demo: the suite by https', async () => {
  const folder = await temporaryFolder();
  try {
    const checks = ['server/challenge/status-401', 'server/token-validation/expired'];
    const flags = ['--tls', '--json', '--quiet', '-o', folder.path];
    const { code, stdout } = await run(['demo', ...flags, ...checks.flatMap((id) => ['--check', id])]);
    const report = JSON.parse(stdout) as Report;
    expect(code).toBe(0);
    expect(report.target.url).toMatch(/^https:/);
    // A token that ran out is refused for that only by a server that has the mock's keys; the control shows it.
    expect(report.checks.map(({ id, outcome }) => [id, outcome])).toEqual(checks.map((id) => [id, 'pass']));
    expect(report.exchanges.every(({ request: { url } }) => url.startsWith('https:'))).toBe(true);
  } finally {
    await folder.remove();
  }
});
