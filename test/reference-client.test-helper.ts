import { startClientSite } from '../cli/client-site.ts';
import { conformingParts, type Defect } from '../examples/clients/parts.ts';
import { runClient } from '../examples/clients/conforming.ts';
import type { Invocation } from '../examples/clients/types.ts';
import type { Report, Revision } from '../harness/contract.ts';
import { runClientSuite, type ClientRunOptions } from '../harness/run-client.ts';
import { createKeyStock } from '../harness/lab/key-stock.ts';

const privateKeys = createKeyStock(32);

/**
 * The user of the lab is quick, so who waits for somebody that never comes need not wait for long; but longer on a machine
 * that has other things to do. How long a launch takes there, the first ones show.
 */
const LEAST_PATIENCE_MS = 1_000;
const MOST_PATIENCE_MS = 6_000;
const PATIENCE_TIMES = 4;
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
  let usualMs: number | undefined;
  const inProcess = async (invocation: Omit<Invocation, 'patienceMs'>): Promise<number> => {
    const patienceMs = Math.max(
      LEAST_PATIENCE_MS,
      Math.min(MOST_PATIENCE_MS, PATIENCE_TIMES * (usualMs ?? Infinity)),
    );
    const started = performance.now();
    const exitCode = await run({ ...invocation, patienceMs });
    if (exitCode === 0) usualMs ??= performance.now() - started;
    return exitCode;
  };
  return runClientSuite({
    client: { inProcess },
    startServer: startClientSite,
    specVersion,
    privateKeys,
    limitMs: LIMIT_MS,
    ...more,
  });
}
