import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import type { CheckResult, Report } from '../../harness/contract.ts';
import { runServerSuite, type ServerRunOptions } from '../../harness/run-server.ts';

/** Findings that were reproduced by hand, with the reason in docs/findings.md. */
export const knownSchema = z.array(z.strictObject({ check: z.string(), reason: z.string() }));

/** A server of other people's making, and what we know of it. */
const peerSchema = z.strictObject({
  /** Shell command; `{port}` and the lab's other placeholders are filled in. */
  command: z.string(),
  /** Path of the MCP endpoint. */
  path: z.string().startsWith('/').default('/mcp'),
  known: knownSchema,
});
const peersSchema = z.record(z.string(), peerSchema);

export type Peer = z.infer<typeof peerSchema>;

export async function loadPeers(): Promise<Record<string, Peer>> {
  return peersSchema.parse(parse(await readFile(new URL('servers.yaml', import.meta.url), 'utf8')));
}

export interface PeerRun {
  /** Which checks run; all by default. */
  only?: ((id: string) => boolean) | undefined;
  onEvent?: ServerRunOptions['onEvent'];
}

export function testPeer(peer: Peer, { only, onEvent }: PeerRun = {}): Promise<Report> {
  return runServerSuite({
    url: `http://127.0.0.1:{port}${peer.path}`,
    lab: { server: { command: peer.command } },
    ...(only === undefined ? {} : { only }),
    ...(onEvent === undefined ? {} : { onEvent }),
  });
}

/** What is known of a server. */
interface Listed extends Pick<Peer, 'known'> {
  /** What cannot be judged, and whose fault that is. */
  unjudged?: Peer['known'] | undefined;
}

export interface Comparison {
  /** Findings, listed or not. */
  findings: CheckResult[];
  /** What makes the comparison fail, one sentence each. */
  problems: string[];
}

/**
 * Compares what was found with what is listed: an unlisted finding is a problem, and so is a listed one that passes.
 * What could not be judged is excused only where it is listed as such.
 *
 * @param only the choice that the report was made with, so that the rest of the list is not missed.
 */
export function compare(peer: Listed, report: Report, only: PeerRun['only'] = () => true): Comparison {
  const findings = report.checks.filter(({ outcome }) => outcome === 'fail' || outcome === 'warn');
  const unjudged = report.checks.filter(({ outcome }) => outcome === 'inconclusive' || outcome === 'error');
  const excused = unjudged.filter(({ outcome }) => outcome === 'inconclusive');
  const known = difference(peer.known, findings, only);
  const excuses = difference(peer.unjudged ?? [], excused, only);
  const errors = unjudged.filter(({ outcome }) => outcome === 'error');
  return {
    findings,
    problems: [
      ...known.unlisted.map(
        ({ id, expected, actual }) => `${id} is not listed: expected ${expected ?? ''}; seen ${actual ?? ''}`,
      ),
      ...known.gone.map((id) => `${id} is listed but was not found`),
      ...excuses.gone.map((id) => `${id} is listed as unjudged but was judged`),
      ...[...excuses.unlisted, ...errors].map(
        ({ id, reason }) => `${id} could not be judged: ${reason ?? ''}`,
      ),
    ],
  };
}

function difference(
  list: Peer['known'],
  results: CheckResult[],
  only: (id: string) => boolean,
): { unlisted: CheckResult[]; gone: string[] } {
  const listed = new Set(list.map(({ check }) => check));
  return {
    unlisted: results.filter(({ id }) => !listed.has(id)),
    gone: [...listed].filter((id) => only(id) && !results.some((result) => result.id === id)),
  };
}
