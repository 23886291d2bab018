/** `client --interactive`, with a conforming client in the hands of a patient person. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startClientSite } from '../../cli/client-site.ts';
import { runClient } from '../../examples/clients/conforming.ts';
import type { Report } from '../../harness/contract.ts';
import { runClientSuite } from '../../harness/run-client.ts';
import { run, start } from '../cli/command-line.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'client-by-hand-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const chosen = ['--check', 'pkce/s256', '--check', 'pkce/refuse-when-not-advertised'];

it('shows what the client does, and after Ctrl-C judges what honest servers can show', async () => {
  const session = start(['client', '--interactive', ...chosen, '--json', '-o', join(folder, 'report')]);
  const told = await session.printed('stderr', 'Enter ends this');
  const [url = ''] = /http:\/\/127\.0\.0\.1:\d+\S+/.exec(told) ?? [];
  const exitCode = await runClient({
    url,
    env: {},
    storage: join(folder, 'storage'),
    openBrowser: async (authorization) => {
      await fetch(authorization);
    },
    print: () => undefined,
    signal: new AbortController().signal,
  });
  expect(exitCode).toBe(0);
  await session.printed('stderr', 'redeems the code for a token');
  session.process.kill('SIGINT');
  const { code, stdout, stderr } = await session.ended;
  expect(stderr).toMatch(/calls the MCP server \(tools\/call\) with a token: POST \S+, 200/);
  const { checks, target } = JSON.parse(stdout) as Report;
  expect(target.url).toBe('started by hand');
  expect(checks.map(({ id, outcome, reason }) => [id, outcome, reason])).toEqual([
    ['client/pkce/refuse-when-not-advertised', 'untested', expect.stringContaining('--command')],
    ['client/pkce/s256', 'pass', undefined],
  ]);
  expect(code).toBe(0);
});

it('says that there was no client when none came', async () => {
  const report = await runClientSuite({
    client: { byHand: { begin: () => undefined, step: () => undefined, over: Promise.resolve() } },
    startServer: startClientSite,
    only: (id) => id === 'client/pkce/s256',
  });
  expect(report.checks.map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ['inconclusive', expect.stringContaining('never connected to the MCP server')],
  ]);
});

it('excludes a command', async () => {
  const { code, stderr } = await run(['client', '--interactive', '--command', 'my-client']);
  expect(stderr).toContain('--command and --interactive exclude each other');
  expect(code).toBe(2);
});
