/** One process of the kill matrix: tries what is asked for on its standard input, and answers with one JSON line each. */
import { createInterface } from 'node:readline';
import pLimit from 'p-limit';
import { loadDefects as loadClientDefects } from '../../examples/clients/defects/load.ts';
import { levelOf, loadCatalogue } from '../../harness/catalogue.ts';
import type { Report, Revision } from '../../harness/contract.ts';
import { REVISIONS } from '../../harness/mcp/revision.ts';
import { loadDefects as loadAuthorizationServerDefects } from '../../mock-as/defects/load.ts';
import { loadDefects as loadServerDefects } from '../../server/defects/load.ts';
import { tryAuthorizationServer } from '../reference-authorization-server.test-helper.ts';
import { tryClient, tryClientRun } from '../reference-client.test-helper.ts';
import type { Outcomes } from './matrix.ts';
import { baselineOf, nameOf, type Request } from './names.ts';
import { tryServer } from './server-trial.ts';
import { runShadowed, shownIn } from './shadow.ts';

const catalogue = await loadCatalogue(new URL('../../suites/catalogue/', import.meta.url));

type Tried = Report & Pick<Outcomes, 'shows'>;

/** How to try each thing that has a name, with all checks or some. */
const trials = new Map<string, (only?: (id: string) => boolean) => Promise<Tried>>();
for (const defect of await loadServerDefects()) {
  trials.set(nameOf('server', defect), (only) =>
    tryServer(defect, revisionFor(defect.breaks), { catalogue, ...chosen(only) }),
  );
}
for (const defect of await loadAuthorizationServerDefects()) {
  trials.set(nameOf('authorization-server', defect), (only) =>
    tryAuthorizationServer(defect, revisionFor(defect.breaks), { catalogue, ...chosen(only) }),
  );
}
const clientLies = (await loadClientDefects()).map((defect) => ({
  ...defect,
  name: nameOf('client', defect),
}));
for (const lie of clientLies) {
  trials.set(lie.name, (only) => tryClient(lie, revisionFor(lie.breaks), { catalogue, ...chosen(only) }));
}
for (const revision of REVISIONS) {
  trials.set(baselineOf('client', revision), () => tryHonestClient(revision));
  trials.set(baselineOf('server', revision), () => tryServer(undefined, revision, { catalogue }));
  const run = () => tryAuthorizationServer(undefined, revision, { catalogue });
  trials.set(baselineOf('authorization-server', revision), run);
}

function chosen(only?: (id: string) => boolean) {
  return only === undefined ? {} : { only };
}

/** Finds out as well where each lie that is told in this revision would show. */
async function tryHonestClient(revision: Revision): Promise<Tried> {
  const lies = clientLies.filter(({ breaks }) => revisionFor(breaks) === revision);
  const byUrl = new Map<string, Set<string>>();
  const report = await tryClientRun(
    (invocation) => {
      const shown = byUrl.get(invocation.url) ?? new Set();
      byUrl.set(invocation.url, shown);
      return runShadowed(invocation, lies, (lie) => void shown.add(lie));
    },
    revision,
    { catalogue },
  );
  return { ...report, shows: shownIn(report, byUrl) };
}

/** The newest revision whose text asks for the requirement. */
function revisionFor(requirementId: string): Revision {
  const requirement = catalogue.get(requirementId);
  if (requirement === undefined) throw new Error(`No requirement ${requirementId} in the catalogue.`);
  const revision = REVISIONS.findLast((candidate) => levelOf(requirement, candidate) !== undefined);
  if (revision === undefined) throw new Error(`No revision asks for ${requirementId}.`);
  return revision;
}

async function tryOut({ name, only }: Request): Promise<Outcomes> {
  const run = trials.get(name);
  if (run === undefined) throw new Error(`There is no defect ${name}.`);
  return { name, ...slim(await run(only && ((id) => only.includes(id)))) };
}

/** What the matrix is made of; the exchanges stay here. */
function slim({ specVersion, verdict, trouble, checks, shows }: Tried): Omit<Outcomes, 'name'> {
  return {
    ...(shows === undefined ? {} : { shows }),
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
for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line) as Request;
  void limit(tryOut, request).then(
    (outcomes) => process.stdout.write(`${JSON.stringify(outcomes)}\n`),
    (error: unknown) => {
      process.stderr.write(
        `${request.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
      process.exit(1);
    },
  );
}
