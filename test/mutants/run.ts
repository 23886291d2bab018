/**
 * The kill matrix: each defect × each check. `npm run mutants [-- --only <part of a name>] [--json]`.
 * Fails on a defect that nobody kills, a check that kills nothing, and a defect that turns an unrelated check red.
 */
import pLimit from 'p-limit';
import { parseArgs } from 'node:util';
import { referenceLab } from '../../cli/reference-lab.ts';
import { levelOf, loadCatalogue } from '../../harness/catalogue.ts';
import type { Report, Revision } from '../../harness/contract.ts';
import { REVISIONS } from '../../harness/mcp/revision.ts';
import { runServerSuite } from '../../harness/run-server.ts';
import { loadDefects, type NamedDefect } from '../../server/defects/load.ts';
import { renderMatrix, weigh, type Trial } from './matrix.ts';

const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'boolean' } } });
const catalogue = await loadCatalogue(new URL('../../suites/catalogue/', import.meta.url));
const defects = (await loadDefects()).filter(({ id }) => id.includes(values.only ?? ''));
const limit = pLimit(2);
/** The reference server recovers at once; a defect that never does need not be waited for. */
const patienceMs = 3_000;

/** On a busy machine half a second without an answer is no outage yet. */
const patient = { upstreamTimeoutMs: 1_500 };

/** The newest revision whose text asks for the requirement. */
function revisionFor(requirementId: string): Revision {
  const requirement = catalogue.get(requirementId);
  if (requirement === undefined) throw new Error(`No requirement ${requirementId} in the catalogue.`);
  const revision = REVISIONS.findLast((candidate) => levelOf(requirement, candidate) !== undefined);
  if (revision === undefined) throw new Error(`No revision asks for ${requirementId}.`);
  return revision;
}

async function tryOut(defect: NamedDefect): Promise<Trial> {
  const specVersion = revisionFor(defect.breaks);
  const report = await runServerSuite({
    ...referenceLab(defect.alterations, patient),
    specVersion,
    patienceMs,
  });
  if (values.json !== true) process.stderr.write('.');
  return { defect, report };
}

const baselines = await Promise.all(
  REVISIONS.map((specVersion) =>
    limit((): Promise<Report> => runServerSuite({ ...referenceLab([], patient), specVersion })),
  ),
);
const trials = await Promise.all(defects.map((defect) => limit(tryOut, defect)));
const weighed = weigh(baselines, trials, values.only === undefined);
process.stderr.write('\n');
console.log(values.json === true ? JSON.stringify(weighed, null, 2) : renderMatrix(weighed));
console.log(`${weighed.passed} passed, ${weighed.problems.length} failed`);
process.exit(weighed.problems.length === 0 ? 0 : 1);
