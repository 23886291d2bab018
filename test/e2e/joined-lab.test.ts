/** `server --lab`: the mock and the reference server run already, each as a process of its own. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CONTROL_SECRET } from '../../cli/control.ts';
import type { Report } from '../../harness/contract.ts';
import { freePort } from '../../harness/lab/ports.ts';
import { run, start, temporaryFolder, type Started } from '../cli/command-line.ts';

interface MockReady {
  urls: { environment: string };
  resource: { id: string };
  client: { id: string; secret: string };
  control: { url: string; secret: string };
}

let mock: Started;
let server: Started;
let ready: MockReady;
let url: string;
let vacant: number;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  folder = await temporaryFolder();
  const port = await freePort();
  vacant = await freePort();
  url = `http://127.0.0.1:${port}/web-search/mcp`;
  mock = start(['mock-as', '--json', '--resource', url]);
  ready = JSON.parse(await mock.printed('stdout', '\n')) as MockReady;
  server = start(['serve', '--json', '--port', String(port)], {
    env: {
      SCALEKIT_ENVIRONMENT_URL: ready.urls.environment,
      MCP_CONFORMANCE_AUTH_SERVER_URL: `${ready.urls.environment}/resources/${ready.resource.id}`,
      RESOURCE_IDENTIFIER: url,
      TAVILY_BASE_URL: ready.urls.environment,
    },
  });
  await server.printed('stdout', '\n');
});

afterAll(async () => {
  for (const one of [mock, server]) one.process.kill('SIGTERM');
  await Promise.all([mock.ended, server.ended]);
  await folder.remove();
});

const lab = (...flags: string[]) => ['server', url, '--lab', ready.control.url, '-o', folder.path, ...flags];
const secret = () => ({ env: { [CONTROL_SECRET]: ready.control.secret } });

it('is conformant, with nothing inconclusive, and no secret in the report', async () => {
  const { code, stderr } = await run(lab('--quiet'), secret());
  const text = await readFile(join(folder.path, 'report.json'), 'utf8');
  const report = JSON.parse(text) as Report;

  const doubtful = report.checks.filter(
    ({ outcome }) => !['pass', 'not-applicable', 'untested'].includes(outcome),
  );
  expect(doubtful.map(({ id, outcome, reason, actual }) => `${id} ${outcome}: ${reason ?? actual}`)).toEqual(
    [],
  );
  expect(report).toMatchObject({
    verdict: 'conformant',
    target: { situation: 'lab', profile: 'scalekit', url },
  });
  expect(report.summary.pass).toBeGreaterThan(100);
  expect(code, stderr).toBe(0);
  for (const hidden of [ready.control.secret, ready.client.secret]) {
    expect(text + stderr).not.toContain(hidden);
  }

  const reasons = report.checks.filter(({ outcome }) => outcome === 'untested').map(({ reason }) => reason);
  expect(reasons.length).toBeGreaterThan(10);
  expect(reasons).toContainEqual(expect.stringMatching(/restart the server.*--command/));
});

it('leaves the mock without an outage', async () => {
  const response = await fetch(`${ready.control.url}/outages`, {
    headers: { authorization: `Bearer ${ready.control.secret}` },
  });
  expect(await response.json()).toEqual({ outages: [] });
});

it('does not begin while an outage is staged, and says how to end it', async () => {
  const authorization = `Bearer ${ready.control.secret}`;
  const outages = `${ready.control.url}/outages`;
  await fetch(outages, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ mode: '503' }),
  });
  const { code, stdout } = await run(lab(), secret());
  await fetch(outages, { method: 'DELETE', headers: { authorization } });
  expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(/An outage \(503\) is staged .*End it/);
  expect(code).toBe(3);
});

it.each([
  ['no secret', () => lab(), undefined, 2, /control secret that mock-as printed/],
  ['another secret', () => lab('--lab-secret', 'not-the-right-secret'), undefined, 2, /refuses the secret/],
  [
    'no control plane',
    () => ['server', url, '--lab', new URL(url).origin, '-o', folder.path],
    'any-secret',
    2,
    /is no control plane/,
  ],
  ['no URL', () => ['server', url, '--lab', 'nonsense', '-o', folder.path], 'any-secret', 2, /no address/],
  [
    'another machine',
    () => ['server', url, '--lab', 'http://example.com/', '-o', folder.path],
    'any-secret',
    2,
    /on this machine only/,
  ],
  ['two labs', () => lab('--command', 'true'), 'any-secret', 2, /Give one/],
  [
    'nobody there',
    () => ['server', url, '--lab', `http://127.0.0.1:${vacant}`, '-o', folder.path],
    'any-secret',
    3,
    /cannot be reached: nothing listens/,
  ],
])('%s: says so', async (_, args, given, exitCode, says) => {
  const { code, stdout, stderr } = await run(args(), { env: { [CONTROL_SECRET]: given ?? '' } });
  expect((stdout + stderr).replaceAll(/\s+/g, ' ')).toMatch(says);
  expect(stdout + stderr).not.toContain('not-the-right-secret');
  expect(stdout + stderr).not.toContain('any-secret');
  expect(stdout + stderr).not.toMatch(/^\s+at /m);
  expect(code).toBe(exitCode);
});
