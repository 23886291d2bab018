/** `npm run bench`: builds, then measures whole processes on this machine and prints a table. Nothing is asserted. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startService } from './service.ts';
import { measure, type Measured } from './measure.ts';
import { printWhere } from './where.ts';

const RUNS = Number(process.argv[2] ?? 7);
const BIN = new URL('../dist/cli/bin.js', import.meta.url).pathname;
const REPLAY = new URL('replay.mjs', import.meta.url).pathname;
/** The mock knows it, and nobody is there. */
const RESOURCE = 'https://mcp.example.com/mcp';
const folder = mkdtempSync(join(tmpdir(), 'bench-'));

const built = spawnSync(process.execPath, [new URL('../scripts/build.mjs', import.meta.url).pathname], {
  stdio: 'inherit',
});
if (built.status !== 0) process.exit(1);

interface Row {
  what: string;
  measured: Measured;
  goal: string;
}

const out = (name: string) => ['-o', join(folder, name)];
const demo = await measure([BIN, 'demo', ...out('demo')], RUNS);
const rows: Row[] = [
  { what: '--help', measured: await measure([BIN, '--help'], RUNS), goal: '200 ms' },
  { what: 'list', measured: await measure([BIN, 'list'], RUNS), goal: '200 ms' },
  {
    what: 'demo: lab run, all in one process',
    measured: demo,
    goal: '2000 ms, 200 MB',
  },
];

const upstream = ['--env', 'TAVILY_BASE_URL={upstream}'];
const command = ['--command', `"${process.execPath}" "${BIN}" serve`, ...upstream, ...out('lab')];
const lab = await measure([BIN, 'server', 'http://127.0.0.1:{port}/web-search/mcp', ...command], RUNS);
rows.push({
  what: 'server --command serve: lab run with child processes',
  measured: lab,
  goal: '8000 ms',
});

const mock = await startService(['mock-as', '--port', '0']);
const environment = mock.ready.urls?.environment ?? '';
const server = await startService(['serve', '--port', '0'], { SCALEKIT_ENVIRONMENT_URL: environment });
const strict = await startService(['mock-as', '--port', '0', '--profile', 'oauth21', '--resource', RESOURCE]);
try {
  const url = server.ready.url ?? '';
  const field = await measure([BIN, 'server', url, ...out('field')], RUNS);
  const replay = await measure([REPLAY, join(folder, 'field', 'report.json'), '8'], RUNS);
  rows.push({ what: 'server <url>: field run without a token', measured: field, goal: '500 ms' });
  rows.push({ what: 'the same exchanges by bare undici', measured: replay, goal: '' });
  const issuer = ['authorization-server', strict.ready.urls?.issuer ?? '', '--resource', RESOURCE];
  const as = await measure([BIN, ...issuer, ...out('as')], RUNS);
  const asReplay = await measure([REPLAY, join(folder, 'as', 'report.json'), '8'], RUNS);
  rows.push({ what: 'authorization-server <issuer>: every flow', measured: as, goal: '10000 ms' });
  rows.push({ what: 'the same exchanges by bare undici', measured: asReplay, goal: '' });
  const ratio = (field.wallMs / replay.wallMs).toFixed(2);
  console.table(
    rows.map(({ what, measured, goal }) => ({
      what,
      'median ms': Math.round(measured.wallMs),
      'peak MB': Math.round(measured.peakMb),
      goal,
    })),
  );
  console.log(
    `Overhead of the field run over the replay, whole processes: ${ratio} (goal 1.5). ${RUNS} runs each, Node ${process.versions.node}.`,
  );
  // Codes and refresh tokens are spent by then, so the replay has the easier work.
  console.log(`Of the authorization-server run: ${(as.wallMs / asReplay.wallMs).toFixed(2)}.`);
  printWhere('demo', join(folder, 'demo', 'report.json'), demo.wallMs);
  printWhere('the lab run with child processes', join(folder, 'lab', 'report.json'), lab.wallMs);
  printWhere('the authorization-server run', join(folder, 'as', 'report.json'), as.wallMs);
} finally {
  mock.child.kill();
  server.child.kill();
  strict.child.kill();
  rmSync(folder, { recursive: true });
}
