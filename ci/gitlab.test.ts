/** What the template makes of its variables, as far as that can be seen without GitLab: its script, the shells, a stand-in for the tool. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createProgram } from '../cli/program.ts';
import { reporters } from '../reports/index.ts';
import { HOSTILE } from './hostile.test-helper.ts';

interface Job {
  variables: Record<string, string>;
  script: string[];
  artifacts: { when: string; paths: string[]; reports: Record<string, string> };
}

const text = await readFile(new URL('gitlab.yml', import.meta.url), 'utf8');
const job = (parse(text) as Record<string, Job>)['.mcp-auth-conformance'];
const shells = ['sh', 'bash'].filter((shell) => existsSync(`/bin/${shell}`));

/** Writes its arguments down and ends as a run with violations does. */
const STAND_IN = `#!/usr/bin/env node
require('node:fs').writeFileSync(process.env.SEEN, JSON.stringify(process.argv.slice(2)));
process.exitCode = 1;
`;

/** Does as `npm install --prefix <folder>` does, with the stand-in. */
const NPM = `#!/bin/sh
printf '%s\\n' "$@" > "$SEEN.npm"
while [ "$1" != --prefix ]; do shift; done
mkdir -p "$2/node_modules/.bin"
cp "$STAND_IN" "$2/node_modules/.bin/mcp-auth-conformance"
`;

let folder: string;
let runs = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mcp-auth-gitlab-'));
  await mkdir(join(folder, 'bin'));
  for (const [name, content] of [
    ['stand-in', STAND_IN],
    ['bin/npm', NPM],
  ] as const) {
    await writeFile(join(folder, name), content);
    await chmod(join(folder, name), 0o755);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the script as the job would, with the variables that it is given. */
async function runIn(shell: string, given: Record<string, string>) {
  const cwd = join(folder, `run-${++runs}`);
  await mkdir(cwd);
  await writeFile(join(cwd, 'job.sh'), (job?.script ?? []).join('\n'));
  const seen = join(cwd, 'seen.json');
  const path = `${join(folder, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`;
  const env = { PATH: path, SEEN: seen, STAND_IN: join(folder, 'stand-in'), TMPDIR: cwd, ...given };
  const child = spawn(shell, ['-e', 'job.sh'], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 50_000,
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (printed += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (printed += chunk));
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  return {
    code,
    printed,
    args: JSON.parse(await readFile(seen, 'utf8')) as string[],
    npm: (await readFile(`${seen}.npm`, 'utf8')).trimEnd().split('\n'),
    planted: existsSync(join(cwd, 'PLANTED')),
  };
}

const FULL = {
  MCP_AUTH_MODE: 'server',
  MCP_AUTH_OUTPUT: 'out put',
  MCP_AUTH_URL: 'http://127.0.0.1:{port}/mcp',
  MCP_AUTH_COMMAND: 'node server.js --port {port}',
  MCP_AUTH_SPEC_VERSION: '2025-11-25',
  MCP_AUTH_FAIL_ON: 'should',
  MCP_AUTH_EXPECTED_FAILURES: 'expected failures.yaml',
  MCP_AUTH_BASELINE: 'old/report.json',
  MCP_AUTH_MIN_COVERAGE: '80',
  MCP_AUTH_TIMEOUT: '5s',
  MCP_AUTH_LOGIN: './log in.ts',
  MCP_AUTH_CLIENT_ID: 'a client',
  MCP_AUTH_ENV: 'A={environment}\r\n\n  B=two words  \n',
  MCP_AUTH_PROFILE: '2025-11-25@1\nscalekit',
  MCP_AUTH_TOPIC: 'challenge\nmetadata',
  MCP_AUTH_CHECK: 'server/scope/*',
  MCP_AUTH_SOURCE: 'server/challenge/*=src/auth.ts:12',
  MCP_AUTH_ARGUMENTS: '--intrusive\n--call=search={"query":"a b"}@search:read',
};

describe.each(shells)('the script, by %s', (shell) => {
  it('hands every variable on in a word of its own, which the command understands', async () => {
    const { code, printed, args } = await runIn(shell, FULL);
    expect({ code, printed }).toEqual({ code: 1, printed: '' });
    const command = createProgram().commands.find((one) => one.name() === args[0]);
    expect(command?.parseOptions(args.slice(1))).toEqual({ operands: [], unknown: [] });
    expect(command?.opts()).toMatchObject({
      output: 'out put',
      url: FULL.MCP_AUTH_URL,
      command: FULL.MCP_AUTH_COMMAND,
      specVersion: '2025-11-25',
      failOn: 'should',
      expectedFailures: 'expected failures.yaml',
      baseline: 'old/report.json',
      minCoverage: 80,
      timeout: 5_000,
      login: './log in.ts',
      clientId: 'a client',
      env: { A: '{environment}', B: 'two words' },
      profile: ['2025-11-25@1', 'scalekit'],
      topic: ['challenge', 'metadata'],
      check: ['server/scope/*'],
      source: [{ checks: 'server/challenge/*', path: 'src/auth.ts', line: 12 }],
      intrusive: true,
      call: [{ tool: 'search', arguments: { query: 'a b' }, scopes: ['search:read'] }],
    });
  });

  it('hands hostile variables on as they are', async () => {
    const { args, npm, planted } = await runIn(shell, {
      MCP_AUTH_PACKAGE: '--prefix=/ $(touch PLANTED)',
      MCP_AUTH_URL: HOSTILE.join('\n'),
      MCP_AUTH_COMMAND: HOSTILE.join(' '),
      MCP_AUTH_ENV: HOSTILE.map((value) => `X=${value}`).join('\n'),
    });
    expect(args.slice(3)).toEqual([
      `--url=${HOSTILE.join('\n')}`,
      `--command=${HOSTILE.join(' ')}`,
      ...HOSTILE.map((value) => `--env=X=${value}`),
    ]);
    expect(npm.slice(-2)).toEqual(['--', '--prefix=/ $(touch PLANTED)']);
    expect(planted).toBe(false);
  });
});

it('shows GitLab the files that the formats write', () => {
  const base = '$MCP_AUTH_OUTPUT/report.';
  expect(job?.artifacts).toMatchObject({
    when: 'always',
    paths: ['$MCP_AUTH_OUTPUT'],
    reports: {
      junit: `${base}${reporters.junit.extension}`,
      codequality: `${base}${reporters['code-quality'].extension}`,
    },
  });
});
