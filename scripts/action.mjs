#!/usr/bin/env node
/** What action.yml runs: inputs to a command line, and the report to outputs. No shell reads an input. */
import { spawn } from 'node:child_process';
import { appendFileSync, readFileSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MODES = ['server', 'authorization-server', 'client', 'run'];

/** Inputs that are flags by the same name. */
const FLAGS = [
  'command',
  'spec-version',
  'fail-on',
  'expected-failures',
  'baseline',
  'min-coverage',
  'timeout',
  'login',
  'client-id',
  'output',
];

/** The same, with a value in each line. */
const REPEATED = ['env', 'profile', 'topic', 'check', 'source'];

/** What is secret reaches the tool by its environment: everybody on a machine can read a command line. */
const SECRETS = {
  token: 'MCP_AUTH_CONFORMANCE_TOKEN',
  'client-secret': 'MCP_AUTH_CONFORMANCE_CLIENT_SECRET',
  'lab-secret': 'MCP_AUTH_CONFORMANCE_CONTROL_SECRET',
};

/** What the runner of a job may send when it is cancelled. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

function inputOf(env, name) {
  return (env[`INPUT_${name.toUpperCase().replaceAll('-', '_')}`] ?? '').trim();
}

function linesOf(text) {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The command line of the inputs, as a list: a value stays one argument, whatever is in it. */
export function argumentsOf(env) {
  const input = (name) => inputOf(env, name);
  const mode = input('mode');
  if (!MODES.includes(mode)) throw new Error(`mode is "${mode}"; it must be one of ${MODES.join(', ')}.`);
  const url = input('url');
  const needsUrl = mode === 'server' || mode === 'authorization-server';
  if (url === '' && needsUrl) throw new Error(`url is missing: what is tested as ${mode}?`);
  if (url !== '' && !needsUrl) throw new Error(`url is not for the mode ${mode}. Leave it out.`);
  const further = linesOf(input('arguments'));
  for (const [name, variable] of Object.entries(SECRETS)) {
    if (!further.some((line) => line === `--${name}` || line.startsWith(`--${name}=`))) continue;
    throw new Error(
      `arguments has --${name}, which everybody on the machine could read. Take it out and set ${variable} for the job.`,
    );
  }
  return [
    mode,
    ...(url === '' ? [] : [`--url=${url}`]),
    ...FLAGS.filter((name) => input(name) !== '').map((name) => `--${name}=${input(name)}`),
    ...REPEATED.flatMap((name) => linesOf(input(name)).map((line) => `--${name}=${line}`)),
    '--format=html,junit,sarif,markdown',
    ...further,
  ];
}

/** What the tool, and what it starts, see of the environment: secrets by their own names, and no other input. */
export function environmentOf(env) {
  const kept = Object.entries(env).filter(([name]) => !name.startsWith('INPUT_'));
  const secrets = Object.entries(SECRETS).flatMap(([name, variable]) => {
    const value = inputOf(env, name);
    return value === '' ? [] : [[variable, value]];
  });
  return Object.fromEntries([...kept, ...secrets]);
}

/** Lines for `$GITHUB_OUTPUT`; no value of the report that could hold a line break goes there. */
export function outputsOf(report, path, exitCode) {
  const verdicts = ['conformant', 'nonconformant', 'incomplete'];
  const count = (name) => (Number.isSafeInteger(report?.summary?.[name]) ? report.summary[name] : '');
  const outputs = {
    verdict: verdicts.includes(report?.verdict) ? report.verdict : '',
    'exit-code': exitCode,
    report: report === undefined ? '' : path.replaceAll(/[\r\n]/g, ''),
    passed: count('pass'),
    failed: count('fail'),
    warned: count('warn'),
    inconclusive: count('inconclusive'),
    untested: count('untested'),
  };
  return Object.entries(outputs)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

/** When the file was written; undefined when there is none. */
function writtenAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Runs a program to its end, and hands it the signals of a job that is cancelled, so that it still writes its report. */
function run(program, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit', env });
    const pass = (signal) => child.kill(signal);
    for (const signal of SIGNALS) process.on(signal, pass);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      for (const one of SIGNALS) process.off(one, pass);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}

async function main(env) {
  const own = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
  const version = inputOf(env, 'version') || own;
  if (!/^[\w.-]+$/.test(version)) throw new Error(`version is "${version}", which is no version.`);
  const args = ['--yes', `mcp-auth-conformance@${version}`, ...argumentsOf(env)];
  const path = join(inputOf(env, 'output') || 'mcp-auth-report', 'report.json');
  const before = writtenAt(path);
  const code = await run('npx', args, environmentOf(env));
  // A run that ends before it begins leaves the report of an earlier one.
  const report = writtenAt(path) === before ? undefined : readReport(path);
  if (env.GITHUB_OUTPUT) appendFileSync(env.GITHUB_OUTPUT, outputsOf(report, path, code));
  return code;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    process.exitCode = await main(process.env);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}
