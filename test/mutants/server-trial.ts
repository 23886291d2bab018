/** Runs the server suite against the reference server, honest or telling a lie. */
import { referenceLab } from '../../cli/reference-lab.ts';
import type { Report, Revision } from '../../harness/contract.ts';
import type { SuiteChoice } from '../../harness/load-suite.ts';
import { runServerSuite } from '../../harness/run-server.ts';
import type { NamedDefect } from '../../server/defects/load.ts';
import { createKeyStock } from '../../harness/lab/key-stock.ts';

const privateKeys = createKeyStock(32);

/** On a busy machine half a second without an answer is no outage yet. */
const patient = { upstreamTimeoutMs: 1_500 };
/** The reference server recovers at once; a defect that never does need not be waited for. */
const patienceMs = 3_000;

export function tryServer(
  defect: NamedDefect | undefined,
  specVersion: Revision,
  choice: SuiteChoice,
): Promise<Report> {
  const { lab, ...rest } = referenceLab(defect?.alterations ?? [], patient);
  return runServerSuite({
    ...rest,
    lab: { ...lab, privateKeys },
    ...choice,
    specVersion,
    ...(defect === undefined ? {} : { patienceMs, strictHttps: defect.strictHttps === true }),
  });
}
