#!/usr/bin/env node
/**
 * What the composite action runs: the inputs become an argument array, the tool is installed and run without any shell,
 * and what its report says becomes the outputs of the step. The tool itself writes annotations and the job summary.
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const MODES = ['server', 'authorization-server', 'client'];
const FORMATS = 'html,junit,sarif,markdown';

/** Inputs of one value, in the order of the command line. */
const SINGLE = [
  ['INPUT_URL', '--url'],
  ['INPUT_COMMAND', '--command'],
  ['INPUT_SPEC_VERSION', '--spec-version'],
  ['INPUT_FAIL_ON', '--fail-on'],
  ['INPUT_EXPECTED_FAILURES', '--expected-failures'],
  ['INPUT_BASELINE', '--baseline'],
  ['INPUT_MIN_COVERAGE', '--min-coverage'],
  ['INPUT_TIMEOUT', '--timeout'],
];

/** Inputs with a value in each line. */
const REPEATED = [
  ['INPUT_ENV', '--env'],
  ['INPUT_PROFILE', '--profile'],
  ['INPUT_TOPIC', '--topic'],
  ['INPUT_CHECK', '--check'],
  ['INPUT_SOURCE', '--source'],
];

/** Something about the inputs that their author can mend. */
export class InputError extends Error {}

/**
 * The arguments of `mcp-auth-conformance`. A value stands behind the `=` of its flag, so that none is taken for a flag
 * of its own; only `arguments` may bring further ones, a line each.
 *
 * @throws InputError
 */
export function commandLine(environment) {
  const value = (name) => environment[name] ?? '';
  const mode = value('INPUT_MODE') || 'server';
  if (!MODES.includes(mode)) {
    throw new InputError(`mode is ${JSON.stringify(mode)}. Write one of ${MODES.join(', ')}.`);
  }
  if (mode === 'client' && value('INPUT_URL') !== '') {
    throw new InputError(
      'url is for the modes server and authorization-server; a client is given by command.',
    );
  }
  return [
    mode,
    `--output=${folderOf(environment)}`,
    `--format=${FORMATS}`,
    ...SINGLE.flatMap(([name, flag]) => (value(name) === '' ? [] : [`${flag}=${value(name)}`])),
    ...REPEATED.flatMap(([name, flag]) => linesOf(value(name)).map((line) => `${flag}=${line}`)),
    ...linesOf(value('INPUT_ARGUMENTS')),
  ];
}

function folderOf(environment) {
  return environment.INPUT_OUTPUT || 'mcp-auth-report';
}

function linesOf(text) {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** What the tool is told by its environment: the token, and nothing of the inputs else. */
export function environmentOf(environment) {
  const kept = Object.entries(environment).filter(([name]) => !name.startsWith('INPUT_'));
  const token = environment.INPUT_TOKEN ?? '';
  return { ...Object.fromEntries(kept), ...(token === '' ? {} : { MCP_AUTH_CONFORMANCE_TOKEN: token }) };
}

/** The package to install: what the input names, or this action's own version. */
export function packageOf(environment) {
  const given = environment.INPUT_PACKAGE ?? '';
  if (given !== '') return given;
  const { name, version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return `${name}@${version}`;
}

/** The outputs of the step, from the files that the run left in its folder. */
export function outputsOf(folder, exitCode) {
  const report = join(folder, 'report.json');
  const sarif = join(folder, 'report.sarif');
  const outputs = { 'exit-code': String(exitCode), folder };
  // Exit code 2 ends before anything is written: what stands there is of another run.
  if (exitCode === 2 || !existsSync(report)) return outputs;
  const { verdict, summary } = JSON.parse(readFileSync(report, 'utf8'));
  return {
    ...outputs,
    report,
    verdict: String(verdict),
    passed: String(summary.pass),
    failed: String(summary.fail),
    warned: String(summary.warn),
    ...(existsSync(sarif) ? { sarif } : {}),
  };
}

/** As lines for the file of `GITHUB_OUTPUT`; nobody can know the delimiter before, so no value ends early. */
export function outputLines(outputs, delimiter = () => randomUUID()) {
  return Object.entries(outputs)
    .map(([name, value]) => {
      const end = delimiter();
      return `${name}<<${end}\n${value}\n${end}\n`;
    })
    .join('');
}

/** Runs a program without a shell and resolves with its exit code. */
function run(program, args, options) {
  return new Promise((done, failed) => {
    const child = spawn(program, args, { stdio: 'inherit', ...options });
    const pass = (signal) => child.kill(signal);
    process.on('SIGINT', pass).on('SIGTERM', pass);
    child.once('error', failed);
    child.once('close', (code, signal) => {
      process.off('SIGINT', pass).off('SIGTERM', pass);
      done(code ?? (signal === 'SIGINT' ? 130 : 70));
    });
  });
}

/** Installs the package apart from the repository. @returns the path of its command */
async function install(environment) {
  const folder = mkdtempSync(join(environment.RUNNER_TEMP ?? tmpdir(), 'mcp-auth-conformance-'));
  // What is installed runs nothing of its own, and `--` ends the flags: a package cannot be one.
  const flags = ['--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const spec = packageOf(environment);
  const args = ['install', ...flags, '--', existsSync(spec) ? resolve(spec) : spec];
  const code = await run('npm', args, { env: environmentOf(environment) });
  if (code !== 0) throw new InputError(`npm could not install ${JSON.stringify(spec)}.`);
  return join(folder, 'node_modules/mcp-auth-conformance/dist/cli/bin.js');
}

/**
 * The whole step.
 *
 * @param tool Gives the path of the command.
 * @returns the exit code
 */
export async function main(environment, tool = install) {
  try {
    const args = commandLine(environment);
    const command = await tool(environment);
    const exitCode = await run(process.execPath, [command, ...args], { env: environmentOf(environment) });
    tell(environment, outputsOf(resolve(folderOf(environment)), exitCode));
    return exitCode;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    process.stderr.write(`${error.message}\n`);
    tell(environment, { 'exit-code': '2' });
    return 2;
  }
}

function tell({ GITHUB_OUTPUT: file }, outputs) {
  if (file) appendFileSync(file, outputLines(outputs));
}

const [, script] = process.argv;
if (script !== undefined && realpathSync(script) === fileURLToPath(import.meta.url)) {
  process.exitCode = await main(process.env);
}
