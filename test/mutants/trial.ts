/** One process of the kill matrix: tries the defects whose names come on its standard input, one JSON line each. */
import { createInterface } from 'node:readline';
import pLimit from 'p-limit';
import { referenceLab } from '../../cli/reference-lab.ts';
import { levelOf, loadCatalogue } from '../../harness/catalogue.ts';
import type { Report, Revision } from '../../harness/contract.ts';
import { REVISIONS } from '../../harness/mcp/revision.ts';
import { runServerSuite } from '../../harness/run-server.ts';
import { loadDefects } from '../../server/defects/load.ts';
import { createKeyStock } from './key-stock.ts';
import type { Outcomes } from './matrix.ts';

const catalogue = await loadCatalogue(new URL('../../suites/catalogue/', import.meta.url));
const defects = new Map((await loadDefects()).map((defect) => [defect.id, defect]));
const privateKeys = createKeyStock();

/** On a busy machine half a second without an answer is no outage yet. */
const patient = { upstreamTimeoutMs: 1_500 };
/** The reference server recovers at once; a defect that never does need not be waited for. */
const patienceMs = 3_000;

/** The newest revision whose text asks for the requirement. */
function revisionFor(requirementId: string): Revision {
  const requirement = catalogue.get(requirementId);
  if (requirement === undefined) throw new Error(`No requirement ${requirementId} in the catalogue.`);
  const revision = REVISIONS.findLast((candidate) => levelOf(requirement, candidate) !== undefined);
  if (revision === undefined) throw new Error(`No revision asks for ${requirementId}.`);
  return revision;
}

/** `baseline <revision>` runs the reference server as it is; anything else is the id of a defect. */
async function tryOut(name: string): Promise<Outcomes> {
  const [, revision] = /^baseline (.+)$/.exec(name) ?? [];
  const defect = defects.get(name);
  if (revision === undefined && defect === undefined) throw new Error(`There is no defect ${name}.`);
  const { lab, ...rest } = referenceLab(defect?.alterations ?? [], patient);
  const report = await runServerSuite({
    ...rest,
    lab: { ...lab, privateKeys },
    catalogue,
    specVersion: defect === undefined ? (revision as Revision) : revisionFor(defect.breaks),
    ...(defect === undefined ? {} : { patienceMs, strictHttps: defect.strictHttps === true }),
  });
  return { name, ...slim(report) };
}

/** What the matrix is made of; the exchanges stay here. */
function slim({ specVersion, verdict, trouble, checks }: Report): Omit<Outcomes, 'name'> {
  return {
    specVersion,
    verdict,
    trouble: trouble ?? [],
    checks: checks.map(({ id, requirement, outcome, actual, reason }) => ({
      id,
      requirement,
      outcome,
      detail: actual ?? reason ?? '',
    })),
  };
}

// Two at a time fill the pauses in which one waits for an outage.
const limit = pLimit(2);
for await (const name of createInterface({ input: process.stdin })) {
  void limit(tryOut, name).then(
    (outcomes) => process.stdout.write(`${JSON.stringify(outcomes)}\n`),
    (error: unknown) => {
      process.stderr.write(
        `${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
      process.exit(1);
    },
  );
}
