/** The examples for CI, as far as they can be tried without the service: what they name must exist. */
import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { expect, it } from 'vitest';
import { createProgram } from '../cli/program.ts';
import { reporters } from '../reports/index.ts';

const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
const place = (name) => fileURLToPath(new URL(`../examples/ci/${name}`, import.meta.url));

/** Runs a script with an npx that writes down its arguments and makes the report that a run would. */
async function argumentsOf(script, env = {}, code = 0) {
  const folder = await mkdtemp(join(tmpdir(), 'mcp-auth-ci-'));
  try {
    await writeFile(join(folder, 'npx'), `#!/bin/sh\nprintf '%s\\n' "$@" > args\nexit ${code}\n`);
    await writeFile(join(folder, 'npm'), '#!/bin/sh\n');
    for (const name of ['npx', 'npm']) await chmod(join(folder, name), 0o755);
    const { status, stderr } = spawnSync('bash', ['--norc', '-c', script], {
      cwd: folder,
      env: { PATH: `${folder}${delimiter}${process.env.PATH}`, ...env },
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    return { status, args: (await readFile(join(folder, 'args'), 'utf8')).trimEnd().split('\n') };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The command line of this version takes it. */
function expectTaken([yes, tool, ...args]) {
  expect([yes, tool]).toEqual(['--yes', `mcp-auth-conformance@${version}`]);
  const command = createProgram().commands.find((one) => one.name() === args[0]);
  const { operands, unknown } = command.parseOptions(args.slice(1));
  expect({ operands, unknown }).toEqual({ operands: ['http://127.0.0.1:{port}/mcp'], unknown: [] });
  return command.opts();
}

const fileOf = (name) => `mcp-auth-report/report.${reporters[name].extension}`;

it('GitLab', async () => {
  const { 'mcp-auth-conformance': job } = parse(await readFile(place('gitlab-ci.yml'), 'utf8'));
  const { args } = await argumentsOf(job.script.join('\n'), job.variables);
  const { format, output, command } = expectTaken(args);
  expect(command).toBe('node server.js');
  expect(output).toBe('mcp-auth-report');
  expect(format.map(({ name }) => name)).toEqual(expect.arrayContaining(['junit', 'code-quality']));
  expect(job.artifacts.reports).toEqual({ junit: fileOf('junit'), codequality: fileOf('code-quality') });
});

it('GitHub', async () => {
  const { jobs } = parse(await readFile(place('github.yml'), 'utf8'));
  const { steps } = jobs.conformance;
  const { args } = await argumentsOf(steps.find(({ run }) => run?.startsWith('npx')).run);
  expect(expectTaken(args).format.map(({ name }) => name)).toContain('sarif');
  expect(steps.at(-1).with.sarif_file).toBe(fileOf('sarif'));
});

it.each([0, 1, 3, 70])('a plain shell, which passes exit code %i on', async (code) => {
  const script = await readFile(place('plain.sh'), 'utf8');
  const { status, args } = await argumentsOf(script, {}, code);
  expect(status).toBe(code);
  expectTaken(args);
});
