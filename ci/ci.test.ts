/** What each CI makes of its inputs, as far as that can be seen without the service: the shell that it has, and a stand-in for the tool. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { commandLine, environmentOf, InputError, main, outputLines, packageOf } from './github-action.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const textOf = (path: string) => readFile(join(root, path), 'utf8');

interface Action {
  inputs: Record<string, { description: string; default: string }>;
  outputs: Record<string, { description: string; value: string }>;
  runs: { using: string; steps: Step[] };
}
interface Step {
  id?: string;
  shell?: string;
  run?: string;
  uses?: string;
  if?: string;
  env?: Record<string, string>;
  with?: Record<string, string>;
}
interface GitlabJob {
  script: string[];
  artifacts: { when: string; paths: string[]; reports: { junit: string; codequality: string } };
}

/** One word each, whatever a shell would make of it. */
const HOSTILE = [
  `'; touch PLANTED; '`,
  '"; touch PLANTED; "',
  '$(touch PLANTED)',
  '`touch PLANTED`',
  '${IFS}&& touch PLANTED || true #',
  '--expected-failures=/etc/passwd',
  '\\" * ? ~ %s \\n end',
];

let folder: string;

/** Writes its arguments and what it knows of tokens, then what a run leaves behind, and ends with 1. */
const STAND_IN = `#!/usr/bin/env node
import { mkdirSync, writeFileSync } from 'node:fs';
const args = process.argv.slice(2);
const inputs = Object.keys(process.env).filter((name) => name.startsWith('INPUT_'));
writeFileSync(process.env.SEEN, JSON.stringify({ args, token: process.env.MCP_AUTH_CONFORMANCE_TOKEN, inputs }));
const folder = args.find((arg) => arg.startsWith('--output='))?.slice('--output='.length);
mkdirSync(folder, { recursive: true });
writeFileSync(folder + '/report.json', JSON.stringify({ verdict: 'nonconformant', summary: { pass: 7, fail: 2, warn: 1 } }));
writeFileSync(folder + '/report.sarif', '{}');
process.exitCode = 1;
`;

/** Does as \`npm install --prefix <folder>\` does, with the stand-in. */
const NPM = `#!/bin/sh
printf '%s\\n' "$@" > "$SEEN.npm"
while [ "$1" != --prefix ]; do shift; done
mkdir -p "$2/node_modules/.bin" "$2/node_modules/mcp-auth-conformance/dist/cli"
cp "$STAND_IN" "$2/node_modules/.bin/mcp-auth-conformance"
cp "$STAND_IN" "$2/node_modules/mcp-auth-conformance/dist/cli/bin.js"
printf '{"type":"module"}' > "$2/package.json"
chmod +x "$2/node_modules/.bin/mcp-auth-conformance"
`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mcp-auth-ci-'));
  await mkdir(join(folder, 'bin'));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await writeFile(join(folder, 'stand-in.js'), STAND_IN);
  await writeFile(join(folder, 'bin/npm'), NPM);
  await chmod(join(folder, 'bin/npm'), 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Seen {
  args: string[];
  token?: string;
  inputs: string[];
}
let runs = 0;

/** A folder of its own for each run, and what a runner has in its environment. */
async function place() {
  const cwd = join(folder, `run-${++runs}`);
  await mkdir(cwd);
  const seen = join(cwd, 'seen.json');
  const environment = {
    PATH: `${join(folder, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`,
    SEEN: seen,
    STAND_IN: join(folder, 'stand-in.js'),
    RUNNER_TEMP: cwd,
  };
  return {
    cwd,
    environment,
    seen: async () => JSON.parse(await readFile(seen, 'utf8')) as Seen,
    planted: () => existsSync(join(cwd, 'PLANTED')),
  };
}

/** Resolves with the exit code and all that was printed. */
function execute(program: string, args: string[], cwd: string, env: Record<string, string>) {
  return new Promise<{ code: number | null; text: string }>((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: 50_000 });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, text }));
  });
}

const FULL = {
  MODE: 'server',
  URL: 'http://127.0.0.1:{port}/mcp',
  COMMAND: 'node server.js --port {port}',
  SPEC_VERSION: '2025-11-25',
  FAIL_ON: 'should',
  EXPECTED_FAILURES: 'expected failures.yaml',
  BASELINE: 'old/report.json',
  MIN_COVERAGE: '80',
  TIMEOUT: '5s',
  ENV: 'A={environment}\r\n\n  B=two words  \n',
  PROFILE: '2025-11-25@1\nscalekit',
  TOPIC: 'challenge\nmetadata',
  CHECK: 'server/scope/*',
  SOURCE: 'server/challenge/*=src/auth.ts:12',
  ARGUMENTS: '--intrusive\n--call=search={"query":"a b"}@search:read',
  OUTPUT: 'out put',
};
const inputs = (given: Record<string, string>, prefix = 'INPUT_') =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [`${prefix}${name}`, value]));

describe('the command line of the action', () => {
  it('has every input as a word of its own', () => {
    expect(commandLine(inputs(FULL))).toEqual([
      'server',
      '--output=out put',
      '--format=html,junit,sarif,markdown',
      '--url=http://127.0.0.1:{port}/mcp',
      '--command=node server.js --port {port}',
      '--spec-version=2025-11-25',
      '--fail-on=should',
      '--expected-failures=expected failures.yaml',
      '--baseline=old/report.json',
      '--min-coverage=80',
      '--timeout=5s',
      '--env=A={environment}',
      '--env=B=two words',
      '--profile=2025-11-25@1',
      '--profile=scalekit',
      '--topic=challenge',
      '--topic=metadata',
      '--check=server/scope/*',
      '--source=server/challenge/*=src/auth.ts:12',
      '--intrusive',
      '--call=search={"query":"a b"}@search:read',
    ]);
  });

  it('is understood by the command itself', async () => {
    const { createProgram } = await import('../cli/program.ts');
    const [mode, ...args] = commandLine(inputs(FULL));
    const command = createProgram().commands.find((one) => one.name() === mode);
    const { operands, unknown } = command?.parseOptions(args) ?? { operands: ['?'], unknown: ['?'] };
    expect({ operands, unknown }).toEqual({ operands: [], unknown: [] });
    expect(command?.opts()).toMatchObject({
      url: FULL.URL,
      command: FULL.COMMAND,
      env: { A: '{environment}', B: 'two words' },
      failOn: 'should',
      expectedFailures: FULL.EXPECTED_FAILURES,
      minCoverage: 80,
      timeout: 5_000,
      topic: ['challenge', 'metadata'],
      output: FULL.OUTPUT,
      intrusive: true,
    });
  });

  it('leaves out what is not given', () => {
    expect(commandLine({ INPUT_MODE: 'client', INPUT_COMMAND: 'node client.js' })).toEqual([
      'client',
      '--output=mcp-auth-report',
      '--format=html,junit,sarif,markdown',
      '--command=node client.js',
    ]);
  });

  it.each([
    [{ INPUT_MODE: 'server; rm' }, 'mode is "server; rm"'],
    [{ INPUT_MODE: 'x\n::error::y' }, String.raw`mode is "x\n::error::y"`],
    [{ INPUT_MODE: 'client', INPUT_URL: 'http://127.0.0.1/' }, 'url is for the modes'],
  ])('refuses %j', (environment, message) => {
    expect(() => commandLine(environment)).toThrow(InputError);
    expect(() => commandLine(environment)).toThrow(message);
  });

  it('hands the token on by the environment alone', () => {
    const given = { INPUT_TOKEN: 'secret-token', INPUT_URL: 'http://127.0.0.1/', HOME: '/home' };
    expect(commandLine(given).join(' ')).not.toContain('secret-token');
    expect(environmentOf(given)).toEqual({ HOME: '/home', MCP_AUTH_CONFORMANCE_TOKEN: 'secret-token' });
  });

  it('installs the version of the action unless told otherwise', async () => {
    const { version } = JSON.parse(await textOf('package.json')) as { version: string };
    expect(packageOf({})).toBe(`mcp-auth-conformance@${version}`);
    expect(packageOf({ INPUT_PACKAGE: './packed.tgz' })).toBe('./packed.tgz');
  });
});

describe('the step of the action', () => {
  it('hands hostile inputs on as they are', async () => {
    const { cwd, environment, seen, planted } = await place();
    const given = {
      INPUT_URL: HOSTILE.join('\n'),
      INPUT_COMMAND: HOSTILE.join(' '),
      INPUT_ENV: HOSTILE.map((value) => `X=${value}`).join('\n'),
      INPUT_OUTPUT: join(cwd, 'out'),
    };
    const code = await main({ ...environment, ...given }, async () => environment.STAND_IN);
    const { args, inputs: left } = await seen();
    expect(code).toBe(1);
    expect(args.slice(3)).toEqual([
      `--url=${given.INPUT_URL}`,
      `--command=${given.INPUT_COMMAND}`,
      ...HOSTILE.map((value) => `--env=X=${value}`),
    ]);
    expect(left).toEqual([]);
    expect(planted()).toBe(false);
  });

  it('runs by its own file: installs without scripts, gives outputs, ends as the tool does', async () => {
    const { cwd, environment, seen } = await place();
    const file = join(cwd, 'outputs');
    const given = { INPUT_URL: 'http://127.0.0.1:1/', INPUT_TOKEN: 'secret', INPUT_PACKAGE: '--prefix=/' };
    const { code, text } = await execute(process.execPath, [join(root, 'ci/github-action.mjs')], cwd, {
      ...environment,
      ...given,
      GITHUB_OUTPUT: file,
    });
    expect({ code, text }).toEqual({ code: 1, text: '' });
    expect((await seen()).token).toBe('secret');
    const npm = (await readFile(`${environment.SEEN}.npm`, 'utf8')).trimEnd().split('\n');
    expect(npm.slice(-2)).toEqual(['--', '--prefix=/']);
    expect(npm).toContain('--ignore-scripts');
    expect(outputsIn(await readFile(file, 'utf8'))).toEqual({
      'exit-code': '1',
      folder: join(cwd, 'mcp-auth-report'),
      report: join(cwd, 'mcp-auth-report/report.json'),
      sarif: join(cwd, 'mcp-auth-report/report.sarif'),
      verdict: 'nonconformant',
      passed: '7',
      failed: '2',
      warned: '1',
    });
  });

  it('says what is wrong with the inputs, and gives only the exit code', async () => {
    const { cwd, environment } = await place();
    const file = join(cwd, 'outputs');
    const { code, text } = await execute(process.execPath, [join(root, 'ci/github-action.mjs')], cwd, {
      ...environment,
      INPUT_MODE: 'servers',
      GITHUB_OUTPUT: file,
    });
    expect(code).toBe(2);
    expect(text).toBe('mode is "servers". Write one of server, authorization-server, client.\n');
    expect(outputsIn(await readFile(file, 'utf8'))).toEqual({ 'exit-code': '2' });
  });

  it('lets no value of an output end early', () => {
    const value = 'a\nEOF\nverdict=conformant';
    expect(outputsIn(outputLines({ folder: value, verdict: 'x' }))).toEqual({ folder: value, verdict: 'x' });
  });
});

/** Reads the file of GITHUB_OUTPUT as the runner does: `name<<delimiter`, lines, `delimiter`. */
function outputsIn(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  const lines = text.split('\n');
  for (let line = lines.shift(); line !== undefined && line !== ''; line = lines.shift()) {
    const [name = '', end] = line.split('<<');
    const value: string[] = [];
    for (let next = lines.shift(); next !== end; next = lines.shift()) {
      if (next === undefined) throw new Error(`The output ${name} has no end.`);
      value.push(next);
    }
    found[name] = value.join('\n');
  }
  return found;
}

describe('action.yml', async () => {
  const { inputs: declared, outputs, runs: composite } = parse(await textOf('action.yml')) as Action;
  const [step] = composite.steps;

  it('pastes no input into a script', () => {
    expect(composite.using).toBe('composite');
    expect(composite.steps.flatMap(({ run = '' }) => /\$\{\{/.exec(run) ?? [])).toEqual([]);
    expect(composite.steps.filter(({ run, shell }) => run !== undefined && shell === undefined)).toEqual([]);
  });

  it('hands every input of the tool on, under the name that the script reads', async () => {
    const script = await textOf('ci/github-action.mjs');
    const used = JSON.stringify(composite.steps);
    for (const [name, { description }] of Object.entries(declared)) {
      expect(description, name).not.toBe('');
      expect(used, name).toContain(`inputs.${name}`);
    }
    for (const [variable, value] of Object.entries(step?.env ?? {})) {
      expect(value).toBe(
        `\${{ inputs.${variable.slice('INPUT_'.length).toLowerCase().replaceAll('_', '-')} }}`,
      );
      expect(script, variable).toContain(variable);
    }
    expect(new Set(script.match(/INPUT_[A-Z_]*[A-Z]/g))).toEqual(new Set(Object.keys(step?.env ?? {})));
  });

  it('declares the outputs that the script gives', () => {
    const given = ['verdict', 'exit-code', 'failed', 'warned', 'passed', 'folder', 'report', 'sarif'];
    expect(Object.keys(outputs).sort()).toEqual(given.sort());
    for (const [name, { value }] of Object.entries(outputs))
      expect(value).toBe(`\${{ steps.run.outputs.${name} }}`);
  });

  it('uploads the reports also when the gate did not hold', () => {
    const uploads = composite.steps.filter(({ uses }) => uses !== undefined);
    expect(uploads.map(({ uses }) => uses?.split('@')[0])).toEqual([
      'actions/upload-artifact',
      'github/codeql-action/upload-sarif',
    ]);
    for (const upload of uploads) expect(upload.if).toContain('!cancelled()');
  });
});

/** The scripts that hold everything in a shell; each is run by the shells that there are. */
describe('the shell', async () => {
  const template = parse(await textOf('ci/gitlab.yml')) as Record<string, GitlabJob>;
  const job = template['.mcp-auth-conformance'];
  const scripts = {
    'ci/gitlab.yml': (job?.script ?? []).join('\n'),
    'examples/ci/conformance.sh': await textOf('examples/ci/conformance.sh'),
  };
  const shells = ['sh', 'bash'].filter((shell) => existsSync(`/bin/${shell}`));
  const cases = Object.entries(scripts).flatMap(([name, text]) =>
    shells.map((shell) => ({ name, text, shell })),
  );

  async function runIn(shell: string, text: string, given: Record<string, string>) {
    const { cwd, environment, ...rest } = await place();
    await writeFile(join(cwd, 'job.sh'), text);
    const env = { ...environment, TMPDIR: cwd, ...inputs(given, 'MCP_AUTH_') };
    return { ...(await execute(shell, ['-e', 'job.sh'], cwd, env)), cwd, ...rest };
  }

  it.each(cases)(
    'makes the same of the same inputs as the action: $name by $shell',
    async ({ text, shell }) => {
      const { code, text: printed, seen } = await runIn(shell, text, FULL);
      expect({ code, printed }).toEqual({ code: 1, printed: '' });
      const [mode, output, , ...rest] = commandLine(inputs(FULL));
      expect((await seen()).args).toEqual([
        mode,
        output,
        '--format=html,junit,sarif,markdown,code-quality',
        ...rest,
      ]);
    },
  );

  it.each(cases)('hands hostile inputs on as they are: $name by $shell', async ({ text, shell }) => {
    const { planted, seen } = await runIn(shell, text, {
      MODE: 'server',
      OUTPUT: 'out',
      URL: HOSTILE.join('\n'),
      COMMAND: HOSTILE.join(' '),
      ENV: HOSTILE.map((value) => `X=${value}`).join('\n'),
    });
    expect((await seen()).args.slice(3)).toEqual([
      `--url=${HOSTILE.join('\n')}`,
      `--command=${HOSTILE.join(' ')}`,
      ...HOSTILE.map((value) => `--env=X=${value}`),
    ]);
    expect(planted()).toBe(false);
  });

  it('shows GitLab the files that the formats write', async () => {
    const { reporters } = await import('../reports/index.ts');
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
});

describe('the examples', () => {
  it('name only inputs that the action has', async () => {
    const { inputs: declared } = parse(await textOf('action.yml')) as Action;
    const workflow = parse(await textOf('examples/ci/github-workflow.yml')) as {
      jobs: Record<string, { steps: Step[] }>;
    };
    const used = Object.values(workflow.jobs)
      .flatMap(({ steps }) => steps)
      .find(({ uses }) => uses?.includes('mcp-auth-conformance'));
    expect(Object.keys(used?.with ?? { missing: '' }).filter((name) => !(name in declared))).toEqual([]);
  });

  it('name only variables that the template reads', async () => {
    const text = await textOf('ci/gitlab.yml');
    const { 'mcp-auth': job } = parse(await textOf('examples/ci/gitlab-ci.yml')) as Record<
      string,
      { extends: string; variables: Record<string, string> }
    >;
    expect(job?.extends).toBe('.mcp-auth-conformance');
    expect(
      Object.keys(job?.variables ?? { missing: '' }).filter((name) => !text.includes(`\${${name}:-`)),
    ).toEqual([]);
  });
});
