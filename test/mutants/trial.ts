/** One process of the kill matrix: tries what is named on its standard input, and answers with one JSON line each. */
import { createInterface } from 'node:readline';
import pLimit from 'p-limit';
import { loadDefects as loadClientDefects } from '../../examples/clients/defects/load.ts';
import { levelOf, loadCatalogue } from '../../harness/catalogue.ts';
import type { Report, Revision } from '../../harness/contract.ts';
import { REVISIONS } from '../../harness/mcp/revision.ts';
import { loadDefects as loadAuthorizationServerDefects } from '../../mock-as/defects/load.ts';
import { loadDefects as loadServerDefects } from '../../server/defects/load.ts';
import { tryAuthorizationServer } from '../reference-authorization-server.test-helper.ts';
import { tryClient } from '../reference-client.test-helper.ts';
import type { Outcomes } from './matrix.ts';
import { baselineOf, nameOf } from './names.ts';
import { tryServer } from './server-trial.ts';

const catalogue = await loadCatalogue(new URL('../../suites/catalogue/', import.meta.url));

/** How to try each thing that has a name. */
const trials = new Map<string, () => Promise<Report>>();
for (const defect of await loadServerDefects()) {
  const run = () => tryServer(defect, revisionFor(defect.breaks), catalogue);
  trials.set(nameOf('server', defect), run);
}
for (const defect of await loadAuthorizationServerDefects()) {
  const run = () => tryAuthorizationServer(defect, revisionFor(defect.breaks), { catalogue });
  trials.set(nameOf('authorization-server', defect), run);
}
for (const defect of await loadClientDefects()) {
  const run = () => tryClient(defect, revisionFor(defect.breaks), { catalogue });
  trials.set(nameOf('client', defect), run);
}
for (const revision of REVISIONS) {
  trials.set(baselineOf('client', revision), () => tryClient(undefined, revision, { catalogue }));
  trials.set(baselineOf('server', revision), () => tryServer(undefined, revision, catalogue));
  const run = () => tryAuthorizationServer(undefined, revision, { catalogue });
  trials.set(baselineOf('authorization-server', revision), run);
}

/** The newest revision whose text asks for the requirement. */
function revisionFor(requirementId: string): Revision {
  const requirement = catalogue.get(requirementId);
  if (requirement === undefined) throw new Error(`No requirement ${requirementId} in the catalogue.`);
  const revision = REVISIONS.findLast((candidate) => levelOf(requirement, candidate) !== undefined);
  if (revision === undefined) throw new Error(`No revision asks for ${requirementId}.`);
  return revision;
}

async function tryOut(name: string): Promise<Outcomes> {
  const run = trials.get(name);
  if (run === undefined) throw new Error(`There is no defect ${name}.`);
  return { name, ...slim(await run()) };
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
