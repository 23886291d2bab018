/**
 * The kill matrix: each defect × each check. `npm run mutants [-- --only <part of a name>] [--whole] [--json]`.
 * A lie of the client is tried with the scenarios in which it can show; with `--whole`, in all. With `--brief`, as
 * `npm test` does it, each lie is tried with its own checks and a quarter of the others, which differs from lie to lie.
 * Fails on a defect that nobody kills, a check that kills nothing, and a defect that turns an unrelated check red.
 */
import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { loadDefects as loadClientDefects } from '../../examples/clients/defects/load.ts';
import { REVISIONS } from '../../harness/mcp/revision.ts';
import { loadDefects as loadAuthorizationServerDefects } from '../../mock-as/defects/load.ts';
import { loadDefects as loadServerDefects } from '../../server/defects/load.ts';
import { completed, renderMatrix, weigh, type MatrixDefect, type Outcomes, type Trial } from './matrix.ts';
import { baselineOf, nameOf, type Request } from './names.ts';
import { startWorker, type Worker } from './worker.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    whole: { type: 'boolean' },
    brief: { type: 'boolean' },
    json: { type: 'boolean' },
  },
});
/** With fewer checks than this nothing is drawn. */
const WIDE = 40;
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
type RoleDefect = (typeof defects)[number];
const total = baselines.length + defects.length;
const all = new Map<string, Outcomes>();

/** Live at a terminal, a line now and then in a log. */
function tell(): void {
  if (values.json === true) return;
  const text = `${all.size} of ${total} runs`;
  if (process.stderr.isTTY) process.stderr.write(`\r${text} `);
  else if (all.size % 50 === 0) process.stderr.write(`${text}\n`);
}

const workers = Array.from({ length: availableParallelism() }, startWorker);

/** Has all of it tried; each process takes the next off the queue, two at a time. */
async function tryAll(requests: readonly Request[]): Promise<void> {
  const queue = [...requests];
  const work = async (worker: Worker): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const outcomes = await worker.try(next);
      all.set(outcomes.name, outcomes);
      tell();
    }
  };
  await Promise.all(workers.flatMap((worker) => [work(worker), work(worker)]));
}

/** A scenario in which the lie does not show goes as it did without it: it need not be played again. */
function requestFor({ name, role, breaks }: RoleDefect): Request {
  if (values.whole === true) return { name };
  const ofRole = REVISIONS.map((revision) => outcomesOf(baselineOf(role, revision)));
  const shows = ofRole.flatMap((baseline) => baseline.shows?.[name] ?? []);
  const ids = shows.length > 0 ? shows : ofRole.flatMap(({ checks }) => checks.map(({ id }) => id));
  if (values.brief !== true || ids.length < WIDE) return shows.length > 0 ? { name, only: shows } : { name };
  const own = new Set(ofRole.flatMap((baseline) => idsOf(baseline, breaks)));
  return { name, only: ids.filter((id) => own.has(id) || isDrawn(name, id)) };
}

function idsOf({ checks }: Outcomes, wanted: string): string[] {
  return checks.filter(({ requirement }) => requirement === wanted).map(({ id }) => id);
}

/** The same at each run, and for each lie another quarter. */
function isDrawn(lie: string, check: string): boolean {
  const [first = 0] = createHash('sha256').update(`${lie} ${check}`).digest();
  return first % 4 === 0;
}

function trialOf(defect: RoleDefect): Trial {
  const outcomes = outcomesOf(defect.name);
  return { defect, outcomes: completed(outcomes, all.get(baselineOf(defect.role, outcomes.specVersion))) };
}

function isOdd(defect: RoleDefect): boolean {
  return weigh([], [trialOf(defect)], false).problems.length > 0;
}

function outcomesOf(name: string): Outcomes {
  const outcomes = all.get(name);
  if (outcomes === undefined) throw new Error(`${name} was not tried.`);
  return outcomes;
}

await tryAll(baselines.map((name) => ({ name })));
await tryAll(defects.map(requestFor));
// Some checks look back on the whole run: what went wrong with a part is tried with all.
if (values.brief === true) await tryAll(defects.filter(isOdd).map(({ name }) => ({ name })));
for (const worker of workers) worker.close();
const trials = defects.map(trialOf);
const weighed = weigh(baselines.map(outcomesOf), trials, values.only === undefined);
if (values.json === true) console.log(JSON.stringify(weighed, null, 2));
else {
  console.log(renderMatrix(weighed));
  console.log(`${total} runs in ${Math.round((performance.now() - started) / 1000)} s.`);
}
console.log(`${weighed.passed} passed, ${weighed.problems.length} failed`);
process.exit(weighed.problems.length === 0 ? 0 : 1);
