import { startClientSite } from '../cli/client-site.ts';
import { conformingParts, type Defect } from '../examples/clients/parts.ts';
import { runClient } from '../examples/clients/conforming.ts';
import type { Invocation } from '../examples/clients/types.ts';
import type { Report, Revision } from '../harness/contract.ts';
import { runClientSuite, type ClientRunOptions } from '../harness/run-client.ts';
import { createKeyStock } from '../harness/lab/key-stock.ts';

const privateKeys = createKeyStock(32);

/** The user of the lab is quick; who waits for somebody that never comes need not wait for long. */
const PATIENCE_MS = 1_000;
const LIMIT_MS = 10_000;

/** Runs the client suite against the conforming client in this process, honest or telling a lie. */
export function tryClient(
  defect: Pick<Defect, 'alter'> | undefined,
  specVersion: Revision,
  more: Partial<ClientRunOptions> = {},
): Promise<Report> {
  const altered = defect?.alter(conformingParts) ?? {};
  return tryClientRun((invocation) => runClient(invocation, altered), specVersion, more);
}

/** The same with another way to run it. */
export function tryClientRun(
  run: (invocation: Invocation) => Promise<number>,
  specVersion: Revision,
  more: Partial<ClientRunOptions> = {},
): Promise<Report> {
  return runClientSuite({
    client: { inProcess: (invocation) => run({ ...invocation, patienceMs: PATIENCE_MS }) },
    startServer: startClientSite,
    specVersion,
    privateKeys,
    limitMs: LIMIT_MS,
    ...more,
  });
}
