#!/usr/bin/env node
/** What action.yml runs: inputs to a command line, and the report to outputs. No shell reads an input. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MODES = ['server', 'authorization-server', 'client'];

/** Inputs that are flags by the same name. */
const FLAGS = [
  'command',
  'spec-version',
  'profile',
  'fail-on',
  'expected-failures',
  'baseline',
  'min-coverage',
  'source',
  'output',
];

/** The command line of the inputs, as a list: a value stays one argument, whatever is in it. */
export function argumentsOf(env) {
  const input = (name) => (env[`INPUT_${name.toUpperCase().replaceAll('-', '_')}`] ?? '').trim();
  const mode = input('mode');
  if (!MODES.includes(mode)) throw new Error(`mode is "${mode}"; it must be one of ${MODES.join(', ')}.`);
  const url = input('url');
  if (url === '' && mode !== 'client') throw new Error(`url is missing: what is tested as ${mode}?`);
  const flags = FLAGS.filter((name) => input(name) !== '').map((name) => `--${name}=${input(name)}`);
  const variables = input('env')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => `--env=${line}`);
  const target = url === '' ? [] : [`--url=${url}`];
  return [mode, ...target, ...flags, ...variables, '--format=html,junit,sarif,markdown'];
}

/** Lines for `$GITHUB_OUTPUT`; no value of the report that could hold a line break goes there. */
export function outputsOf(report, path, exitCode) {
  const verdicts = ['conformant', 'nonconformant', 'incomplete'];
  const verdict = verdicts.includes(report?.verdict) ? report.verdict : '';
  return `verdict=${verdict}\nexit-code=${exitCode}\nreport=${path.replaceAll(/[\r\n]/g, '')}\n`;
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function main(env) {
  const own = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
  const version = (env.INPUT_VERSION ?? '').trim() || own;
  if (!/^[\w.-]+$/.test(version)) throw new Error(`version is "${version}", which is no version.`);
  const args = ['--yes', `mcp-auth-conformance@${version}`, ...argumentsOf(env)];
  const { status, error } = spawnSync('npx', args, { stdio: 'inherit' });
  if (error) throw error;
  const path = join((env.INPUT_OUTPUT ?? '').trim() || 'mcp-auth-report', 'report.json');
  if (env.GITHUB_OUTPUT) appendFileSync(env.GITHUB_OUTPUT, outputsOf(readReport(path), path, status ?? 70));
  return status ?? 70;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    process.exitCode = main(process.env);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}
