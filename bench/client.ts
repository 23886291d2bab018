/**
 * `npm run bench:client`: the client suite on the v2 SDK client, full parallel, twice; beside it the official suite on the same
 * client. Prints wall time per scenario and launch, peak memory, and where the two runs differ. Nothing is asserted.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report } from '../harness/contract.ts';
import { clients } from '../test/interop/clients-commands.ts';
import { hasBinaries, nodeBinary } from '../test/package/node-binaries.ts';
import { measure, type Measured } from './measure.ts';

const CLIENT = 'v2 SDK, pinned';
const NODE_OF_OFFICIAL = 24;
const root = fileURLToPath(new URL('../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'bench-client-'));

interface Row {
  what: string;
  measured: Measured;
  scenarios: number;
  launches: number;
}

const command = (await clients[CLIENT]?.(folder)) ?? '';

/** A program that notes each launch in a file before it becomes the client. */
function counted(file: string): string {
  const program = `${file}.sh`;
  writeFileSync(program, `#!/bin/sh\necho launch >> '${file}'\nexec ${command} "$@"\n`, { mode: 0o755 });
  return program;
}
const launchesIn = (file: string) => readFileSync(file, 'utf8').split('\n').length - 1;

async function ours(name: string): Promise<Row & { report: Report }> {
  const bin = join(root, 'dist/cli/bin.js');
  const launches = join(folder, `${name}-launches`);
  const output = join(folder, name);
  const args = [bin, 'client', '--quiet', '-o', output, '--command', counted(launches)];
  const measured = await measure(args, 1, 'any');
  const report = JSON.parse(readFileSync(join(output, 'report.json'), 'utf8')) as Report;
  const scenarios = new Set(report.exchanges.map(({ by }) => by)).size;
  return { what: `this suite, ${name} run`, measured, scenarios, launches: launchesIn(launches), report };
}

async function official(): Promise<Row> {
  const suite = join(root, 'node_modules/@modelcontextprotocol/conformance/dist/index.js');
  const launches = join(folder, 'official-launches');
  const output = join(folder, 'official');
  const args = [suite, 'client', '--suite', 'auth', '--command', counted(launches), '-o', output];
  const measured = await measure(args, 1, 'any', await nodeBinary(NODE_OF_OFFICIAL));
  const files = readdirSync(output, { recursive: true, encoding: 'utf8' });
  const scenarios = files.filter((name) => name.endsWith('checks.json')).length;
  return { what: 'official suite, auth', measured, scenarios, launches: launchesIn(launches) };
}

function differences(one: Report, other: Report): string[] {
  const before = new Map(one.checks.map(({ id, outcome }) => [id, outcome]));
  return other.checks.flatMap(({ id, outcome }) =>
    before.get(id) === outcome ? [] : [`${id}: ${before.get(id) ?? 'not run'}, then ${outcome}`],
  );
}

const built = spawnSync(process.execPath, [join(root, 'scripts/build.mjs')], { stdio: 'inherit' });
if (built.status !== 0) process.exit(1);
try {
  const [first, second] = [await ours('first'), await ours('second')];
  const isThere = hasBinaries && existsSync(join(root, 'node_modules/@modelcontextprotocol/conformance'));
  const rows: Row[] = [first, second, ...(isThere ? [await official()] : [])];
  console.table(
    rows.map(({ what, measured, scenarios, launches }) => ({
      what,
      'wall s': Math.round(measured.wallMs / 100) / 10,
      scenarios,
      launches,
      'ms a scenario': Math.round(measured.wallMs / scenarios),
      'ms a launch': Math.round(measured.wallMs / launches),
      'peak MB, client included': Math.round(measured.peakMb),
    })),
  );
  const differing = differences(first.report, second.report);
  console.log(
    differing.length === 0
      ? `Both runs gave the same ${first.report.checks.length} verdicts.`
      : `The runs differ:\n${differing.join('\n')}`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
