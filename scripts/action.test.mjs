import { spawn, spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../cli/program.ts';
import { argumentsOf, environmentOf, outputsOf } from './action.mjs';

const action = parse(await readFile(new URL('../action.yml', import.meta.url), 'utf8'));

describe('action.yml', () => {
  const [run] = action.runs.steps;

  it('hands every input to the script, and none to a shell', () => {
    const handed = Object.entries(run.env).map(([name, value]) => [name, value]);
    const inputs = Object.keys(action.inputs).filter((name) => !name.startsWith('upload'));
    expect(handed).toEqual(
      inputs.map((name) => [`INPUT_${name.toUpperCase().replaceAll('-', '_')}`, `\${{ inputs.${name} }}`]),
    );
    for (const step of action.runs.steps) expect(step.run ?? '').not.toContain('${{');
  });

  it('gives the outputs that the script writes', () => {
    const summary = { pass: 4, fail: 1, warn: 2, notApplicable: 9, untested: 7, inconclusive: 3, error: 0 };
    const written = outputsOf({ verdict: 'conformant', summary }, 'r/report.json', 0).trimEnd().split('\n');
    expect(written).toEqual([
      'verdict=conformant',
      'exit-code=0',
      'report=r/report.json',
      'passed=4',
      'failed=1',
      'warned=2',
      'inconclusive=3',
      'untested=7',
    ]);
    const names = written.map((line) => line.split('=')[0]);
    expect(Object.keys(action.outputs)).toEqual(names);
    for (const name of names)
      expect(action.outputs[name].value).toBe(`\${{ steps.${run.id}.outputs.${name} }}`);
  });

  it('takes no line of a report for an output of its own', () => {
    const hostile = { verdict: 'x\nevil=1', summary: { pass: '1\nevil=1', fail: {}, warn: 1.5 } };
    expect(outputsOf(hostile, 'a\nevil=1', 3)).toBe(
      'verdict=\nexit-code=3\nreport=aevil=1\npassed=\nfailed=\nwarned=\ninconclusive=\nuntested=\n',
    );
    expect(outputsOf(undefined, 'r/report.json', 2)).toMatch(/^verdict=\nexit-code=2\nreport=\npassed=\n/);
  });
});

describe('argumentsOf', () => {
  it('makes a command line of the inputs', () => {
    expect(
      argumentsOf({
        INPUT_MODE: 'server',
        INPUT_URL: 'http://127.0.0.1:{port}/mcp',
        INPUT_COMMAND: 'node server.js; $(touch x) "a b"',
        INPUT_ENV: 'A=1\n B=two words \n\n',
        INPUT_FAIL_ON: 'should',
        INPUT_BASELINE: '',
        INPUT_OUTPUT: 'out',
      }),
    ).toEqual([
      'server',
      '--url=http://127.0.0.1:{port}/mcp',
      '--command=node server.js; $(touch x) "a b"',
      '--fail-on=should',
      '--output=out',
      '--env=A=1',
      '--env=B=two words',
      '--format=html,junit,sarif,markdown',
    ]);
  });

  it('gives each input in words that the command understands, and secrets in none', () => {
    const args = argumentsOf({
      INPUT_MODE: 'server',
      INPUT_URL: 'https://example.com/mcp',
      INPUT_SPEC_VERSION: '2025-11-25',
      INPUT_PROFILE: '2025-11-25@1\r\n scalekit\n',
      INPUT_TOPIC: 'challenge\nmetadata',
      INPUT_CHECK: 'server/scope/*',
      INPUT_TIMEOUT: '5s',
      INPUT_LOGIN: './login.ts',
      INPUT_CLIENT_ID: 'a client',
      INPUT_CLIENT_SECRET: 'cl1ent-s3cret',
      INPUT_TOKEN: 't0ken-s3cret',
      INPUT_FAIL_ON: 'should',
      INPUT_EXPECTED_FAILURES: 'known failures.yaml',
      INPUT_BASELINE: 'old/report.json',
      INPUT_MIN_COVERAGE: '80',
      INPUT_SOURCE: 'src/auth.ts:12\nserver/scope/*=src/scope.ts',
      INPUT_OUTPUT: 'out put',
      INPUT_ARGUMENTS: '--intrusive\n\n  --call=search={"query":"a b; $(touch PLANTED)"}@search:read  \n',
    });
    const command = createProgram().commands.find((one) => one.name() === args[0]);
    expect(command.parseOptions(args.slice(1))).toEqual({ operands: [], unknown: [] });
    expect(command.opts()).toMatchObject({
      url: 'https://example.com/mcp',
      specVersion: '2025-11-25',
      profile: ['2025-11-25@1', 'scalekit'],
      topic: ['challenge', 'metadata'],
      check: ['server/scope/*'],
      timeout: 5_000,
      login: './login.ts',
      clientId: 'a client',
      failOn: 'should',
      expectedFailures: 'known failures.yaml',
      baseline: 'old/report.json',
      minCoverage: 80,
      source: [
        { checks: '*', path: 'src/auth.ts', line: 12 },
        { checks: 'server/scope/*', path: 'src/scope.ts', line: 1 },
      ],
      output: 'out put',
      intrusive: true,
      call: [{ tool: 'search', arguments: { query: 'a b; $(touch PLANTED)' }, scopes: ['search:read'] }],
    });
    expect(JSON.stringify(args)).not.toContain('s3cret');
  });

  it('runs the targets of a config file', () => {
    const args = argumentsOf({ INPUT_MODE: 'run', INPUT_ARGUMENTS: '--config=ci/mcp.yaml\nweb-search' });
    const command = createProgram().commands.find((one) => one.name() === 'run');
    expect(command.parseOptions(args.slice(1))).toEqual({ operands: ['web-search'], unknown: [] });
    expect(command.opts()).toMatchObject({ config: 'ci/mcp.yaml' });
  });

  it.each([
    [{ INPUT_MODE: '--help' }, 'one of server, authorization-server, client, run'],
    [{ INPUT_MODE: 'server' }, 'url is missing'],
    [{ INPUT_MODE: 'client', INPUT_URL: 'http://h/mcp' }, 'url is not for the mode client'],
    [{ INPUT_MODE: 'run', INPUT_ARGUMENTS: '--quiet\n--token=s3cret' }, 'set MCP_AUTH_CONFORMANCE_TOKEN'],
    [
      { INPUT_MODE: 'run', INPUT_ARGUMENTS: '--client-secret\ns3cret' },
      'set MCP_AUTH_CONFORMANCE_CLIENT_SECRET',
    ],
    [
      { INPUT_MODE: 'run', INPUT_ARGUMENTS: '--lab-secret=s3cret' },
      'set MCP_AUTH_CONFORMANCE_CONTROL_SECRET',
    ],
  ])('%j: says what is wrong, and no secret', (env, message) => {
    expect(() => argumentsOf(env)).toThrow(message);
    expect(() => argumentsOf(env)).not.toThrow('s3cret');
  });
});

it('hands secrets to the tool by their own names, and no other input', () => {
  const env = { PATH: '/bin', INPUT_TOKEN: ' t \n', INPUT_CLIENT_SECRET: '', INPUT_COMMAND: 'node x' };
  expect(environmentOf(env)).toEqual({ PATH: '/bin', MCP_AUTH_CONFORMANCE_TOKEN: 't' });
  const own = { ...env, INPUT_TOKEN: '', MCP_AUTH_CONFORMANCE_TOKEN: 'of the job' };
  expect(environmentOf(own)).toMatchObject({ MCP_AUTH_CONFORMANCE_TOKEN: 'of the job' });
});

const script = fileURLToPath(new URL('action.mjs', import.meta.url));

/** Calls `use` with a folder that has an npx of the given lines, so that nothing is downloaded. */
async function withNpx(lines, use) {
  const folder = await mkdtemp(join(tmpdir(), 'mcp-auth-action-'));
  try {
    const npx = join(folder, 'npx');
    await writeFile(npx, ['#!/bin/sh', ...lines, ''].join('\n'));
    await chmod(npx, 0o755);
    await use({
      cwd: folder,
      env: {
        PATH: `${folder}${delimiter}${process.env.PATH}`,
        GITHUB_OUTPUT: join(folder, 'outputs'),
        INPUT_MODE: 'client',
        INPUT_COMMAND: 'node "my client.js"',
        INPUT_OUTPUT: 'out',
      },
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

const written = ({ cwd }) => readFile(join(cwd, 'outputs'), 'utf8');

it('runs the tool, passes its exit code on and writes the outputs', async () => {
  const report = '{"verdict":"incomplete","summary":{"pass":4,"inconclusive":2}}';
  await withNpx(
    ['printf "%s\\n" "$@" > args', 'mkdir -p out', `echo '${report}' > out/report.json`, 'exit 3'],
    async (place) => {
      expect(spawnSync(process.execPath, [script], place).status).toBe(3);
      expect((await readFile(join(place.cwd, 'args'), 'utf8')).split('\n').slice(1)).toEqual([
        expect.stringMatching(/^mcp-auth-conformance@\d+\.\d+\.\d+$/),
        'client',
        '--command=node "my client.js"',
        '--output=out',
        '--format=html,junit,sarif,markdown',
        '',
      ]);
      expect(await written(place)).toBe(
        'verdict=incomplete\nexit-code=3\nreport=out/report.json\npassed=4\nfailed=\nwarned=\ninconclusive=2\nuntested=\n',
      );
    },
  );
});

it('takes no report of an earlier run for its own', async () => {
  await withNpx(['exit 2'], async (place) => {
    await mkdir(join(place.cwd, 'out'));
    await writeFile(join(place.cwd, 'out/report.json'), '{"verdict":"conformant","summary":{"pass":4}}');
    expect(spawnSync(process.execPath, [script], place).status).toBe(2);
    expect(await written(place)).toMatch(/^verdict=\nexit-code=2\nreport=\npassed=\n/);
  });
});

it('lets the tool end in order when the job is cancelled', async () => {
  // Begins and ends as the tool does.
  const tool =
    "process.on('SIGTERM', () => { console.log('ended'); process.exit(130); }); setTimeout(() => {}, 50_000); console.log('began')";
  const lines = [`exec '${process.execPath}' -e "${tool}"`];
  await withNpx(lines, async (place) => {
    const child = spawn(process.execPath, [script], { ...place, stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      printed += chunk;
      if (printed === 'began\n') child.kill('SIGTERM');
    });
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(130);
    expect(printed).toBe('began\nended\n');
    expect(await written(place)).toContain('exit-code=130\n');
  });
});
