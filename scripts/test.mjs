#!/usr/bin/env node
/**
 * Runs every kind of test and ends with one line that counts them all: `N passed, N failed`.
 * With arguments (`npm test -- harness`) only vitest runs, with those arguments.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { findChromium } from './browser.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
/** One folder below the root, where the built modules find package.json. */
const BUILD = '.test-dist';

/** Adds up the counts of all parts; a part that crashed or ran nothing counts as one failure. */
export function total(parts) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, counts, crashed } of parts) {
    sum.passed += counts?.passed ?? 0;
    sum.failed += counts?.failed ?? 0;
    sum.skipped += counts?.skipped ?? 0;
    if (counts === undefined || crashed || counts.passed + counts.failed + counts.skipped === 0) {
      sum.failed += 1;
      process.stderr.write(`${name}: ${crashed ?? 'ran no test'}; counted as one failure.\n`);
    }
  }
  return sum;
}

/** The last line of all. */
export function lastLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** The counts of vitest's JSON report. A file that could not even be loaded counts as one failure. */
export function vitestCounts(report) {
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** The counts of Playwright's JSON report. A test that passed only when tried again counts as failed. */
export function playwrightCounts({ stats, errors = [] }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/** The counts of a text whose last line is `N passed, N failed`. */
export function printedCounts(text) {
  const line = text.trimEnd().split('\n').at(-1) ?? '';
  const match = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/.exec(line.trim());
  return match === null
    ? undefined
    : { passed: Number(match[1]), failed: Number(match[2]), skipped: Number(match[3] ?? 0) };
}

/** A part is crashed when it ended badly though it counted no failure. */
function part(name, code, counts) {
  const crashed =
    counts === undefined
      ? `ended with exit code ${code} without a readable result`
      : code !== 0 && counts.failed === 0
        ? `ended with exit code ${code}`
        : undefined;
  return { name, counts, crashed };
}

async function vitest(folder, args) {
  const file = join(folder, 'vitest.json');
  const code = await run(bin('vitest/vitest.mjs'), [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...args,
  ]);
  return part('vitest', code, counted(file, vitestCounts));
}

async function playwright(folder) {
  if (!existsSync(join(root, 'test/browser'))) return undefined;
  if (findChromium() === undefined) return withoutBrowser();
  const file = join(folder, 'playwright.json');
  // The matrix talks meanwhile.
  let printed = '';
  const code = await run(
    bin('@playwright/test/cli.js'),
    ['test', '--reporter=list,json'],
    { PLAYWRIGHT_JSON_OUTPUT_NAME: file },
    (chunk) => (printed += chunk),
  );
  process.stdout.write(printed);
  return part('Playwright', code, counted(file, playwrightCounts));
}

/** On a developer's machine the browser tests may be skipped; in CI that would hide them. */
function withoutBrowser() {
  const files = readdirSync(join(root, 'test/browser')).filter((name) => name.endsWith('.spec.ts'));
  if (process.env.CI) return { name: 'Playwright', crashed: 'no Chromium was found' };
  process.stderr.write(
    'Browser tests skipped: no Chromium found. Install it (Debian: apt-get install chromium; elsewhere: npx playwright install chromium) or set CHROMIUM_PATH.\n',
  );
  return { name: 'Playwright', counts: { passed: 0, failed: 0, skipped: files.length } };
}

async function mutants() {
  const script = join(root, 'test/mutants/run.ts');
  if (!existsSync(script)) return undefined;
  let printed = '';
  const code = await run('--import', ['tsx', script, '--brief'], {}, (chunk) => {
    process.stdout.write(chunk);
    printed = (printed + chunk).slice(-2_000);
  });
  return part('Mutants', code, printedCounts(printed));
}

function counted(file, count) {
  try {
    return count(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

function bin(path) {
  return join(root, 'node_modules', path);
}

/** Runs Node.js with live output, or hands what is printed to `watch`. */
function run(first, args, environment = {}, watch) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [first, ...args], {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ['ignore', watch === undefined ? 'inherit' : 'pipe', 'inherit'],
    });
    child.stdout?.setEncoding('utf8').on('data', watch);
    const pass = (signal) => child.kill(signal);
    process.on('SIGINT', pass).on('SIGTERM', pass);
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => {
      process.off('SIGINT', pass).off('SIGTERM', pass);
      resolve(code ?? signal);
    });
  });
}

/** What the tests launch is built once: from its source each start would take a second more. */
function build() {
  const { status } = spawnSync(process.execPath, [join(root, 'scripts/build.mjs'), BUILD], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status === 0) process.env.MCP_AUTH_TEST_BUILD = BUILD;
  else process.stderr.write('The tests launch the command from its source instead.\n');
}

async function main(args) {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-auth-tests-'));
  try {
    if (args.length === 0) build();
    const parts = [await vitest(folder, args)];
    // A browser mostly waits.
    if (args.length === 0) parts.push(...(await Promise.all([playwright(folder), mutants()])));
    const sum = total(parts.filter((one) => one !== undefined));
    process.exitCode = sum.failed > 0 ? 1 : 0;
    return lastLine(sum);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(join(root, BUILD), { recursive: true, force: true });
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const line = await main(process.argv.slice(2));
  process.stdout.write(`\n${line}\n`);
}
