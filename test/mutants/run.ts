/**
 * The kill matrix: each defect × each check. `npm run mutants [-- --only <part of a name>] [--json]`.
 * Fails on a defect that nobody kills, a check that kills nothing, and a defect that turns an unrelated check red.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadDefects as loadClientDefects } from '../../examples/clients/defects/load.ts';
import { REVISIONS } from '../../harness/mcp/revision.ts';
import { loadDefects as loadAuthorizationServerDefects } from '../../mock-as/defects/load.ts';
import { loadDefects as loadServerDefects } from '../../server/defects/load.ts';
import { renderMatrix, weigh, type MatrixDefect, type Outcomes } from './matrix.ts';
import { baselineOf, nameOf } from './names.ts';

const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'boolean' } } });
const started = performance.now();
const byRole = {
  server: await loadServerDefects(),
  'authorization-server': await loadAuthorizationServerDefects(),
  client: await loadClientDefects(),
};
const roles = ['server', 'authorization-server', 'client'] as const;
const wanted = ({ name }: MatrixDefect) => name.includes(values.only ?? '');
const defects = roles.flatMap((role) =>
  byRole[role].map((defect) => ({ ...defect, role, name: nameOf(role, defect) })).filter(wanted),
);
const baselines = roles
  .filter((role) => defects.some((defect) => defect.role === role))
  .flatMap((role) => REVISIONS.map((revision) => baselineOf(role, revision)));
const queue = [...baselines, ...defects.map(({ name }) => name)];
const total = queue.length;
const all = new Map<string, Outcomes>();

/** Live at a terminal, a line now and then in a log. */
function tell(): void {
  if (values.json === true) return;
  const text = `${all.size} of ${total} runs`;
  if (process.stderr.isTTY) process.stderr.write(`\r${text} `);
  else if (all.size % 50 === 0) process.stderr.write(`${text}\n`);
}

/** One process that takes names off the queue until it is empty; two are under way at a time. */
function work(): Promise<void> {
  const script = fileURLToPath(new URL('trial.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const feed = () => {
    const name = queue.shift();
    if (name === undefined) child.stdin.end();
    else child.stdin.write(`${name}\n`);
  };
  createInterface({ input: child.stdout }).on('line', (line) => {
    const outcomes = JSON.parse(line) as Outcomes;
    all.set(outcomes.name, outcomes);
    tell();
    feed();
  });
  feed();
  feed();
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`A process of the matrix ended with ${code ?? 'a signal'}.`)),
    );
  });
}

await Promise.all(Array.from({ length: availableParallelism() }, work));
const outcomesOf = (name: string): Outcomes => {
  const outcomes = all.get(name);
  if (outcomes === undefined) throw new Error(`${name} was not tried.`);
  return outcomes;
};
const weighed = weigh(
  baselines.map(outcomesOf),
  defects.map((defect) => ({ defect, outcomes: outcomesOf(defect.name) })),
  values.only === undefined,
);
if (values.json === true) console.log(JSON.stringify(weighed, null, 2));
else {
  console.log(renderMatrix(weighed));
  console.log(`${total} runs in ${Math.round((performance.now() - started) / 1000)} s.`);
}
console.log(`${weighed.passed} passed, ${weighed.problems.length} failed`);
process.exit(weighed.problems.length === 0 ? 0 : 1);
