import type { Exchange, Json, Revision } from '../contract.ts';
import { headerOf } from '../http/headers.ts';
import { isObject } from '../mcp/answer.ts';
import { isRevision, MODERN } from '../mcp/revision.ts';
import type { Observed } from './lab.ts';
import type { Launch } from './launch.ts';
import { bearerOf, stepOf, type Step, type StepKind } from './steps.ts';

/** How far a client came: each includes those before. */
export const REACHES = ['nothing', 'connected', 'discovered', 'authorized', 'token', 'served'] as const;
export type Reach = (typeof REACHES)[number];

/** What a client did in a scenario, read from the record. A pure view: a saved report gives the same. */
export interface Story {
  /** URL of the MCP endpoint. */
  url: string;
  issuer: string;
  /** The other authorization server and its MCP server, where the scenario has them. */
  second: { issuer: string; url: string } | undefined;
  launches: readonly Launch[];
  steps: readonly Step[];
  /** What further facts the scenario has noted. */
  notes: Readonly<Record<string, Json>>;
  /** The steps of a kind, in order; of one attempt where a number is given. */
  of(kind: StepKind, attempt?: number): Step[];
  reach: Reach;
  /** What the client came to, for a person: `It exited with 1 and never connected.` */
  summary: string;
  /** How often it did what, for a person. */
  counts(attempt?: number): string;
}

interface Facts {
  endpoint: string;
  url: string;
  issuer: string;
  second?: { issuer: string; url: string } | null;
  launches: Launch[];
  requests: Record<string, Json>;
  notes?: Record<string, Json>;
}

export function readStory({ traffic, facts }: Observed): Story {
  const { endpoint, url, issuer, second, launches, requests, notes = {} } = facts as unknown as Facts;
  const steps = traffic.map((exchange) =>
    stepOf(exchange, { endpoint, attempt: attemptOf(exchange, launches), facts: requests[exchange.id] }),
  );
  const of = (kind: StepKind, attempt?: number): Step[] =>
    steps.filter((step) => step.kind === kind && (attempt === undefined || step.attempt === attempt));
  const reach = reachOf(of);
  return {
    url,
    issuer,
    second: second ?? undefined,
    launches,
    steps,
    notes,
    of,
    reach,
    summary: `${endingOf(launches.at(-1))} and ${CAME[reach]}`,
    counts: (attempt) => COUNTED.map(([kind, name]) => `${name} ${of(kind, attempt).length}`).join(', '),
  };
}

const COUNTED: [StepKind, string][] = [
  ['registration', 'registrations'],
  ['authorization', 'authorizations'],
  ['code', 'codes redeemed'],
  ['refresh', 'refreshes'],
  ['mcp', 'MCP requests'],
];

const CAME: Record<Reach, string> = {
  nothing: 'never connected to the MCP server',
  connected: 'never looked for the authorization server',
  discovered: 'never asked for authorization',
  authorized: 'never got a token',
  token: 'was never served with a token',
  served: 'was served',
};

function attemptOf({ timing }: Exchange, launches: readonly Launch[]): number {
  return launches.findLast(({ startedMs }) => startedMs <= timing.startedMs)?.attempt ?? 0;
}

function reachOf(of: Story['of']): Reach {
  if (of('mcp').some((step) => isSuccess(step) && bearerOf(step) !== undefined)) return 'served';
  if ([...of('code'), ...of('token'), ...of('refresh')].some(isSuccess)) return 'token';
  if (of('authorization').length > 0) return 'authorized';
  if (of('resource-metadata').length > 0 || of('server-metadata').length > 0) return 'discovered';
  return of('mcp').length > 0 ? 'connected' : 'nothing';
}

/** The steps that went to the second authorization server. */
export function atSecond({ steps, second }: Story): Step[] {
  const origin = second === undefined ? undefined : new URL(second.issuer).origin;
  return steps.filter(({ exchange }) => new URL(exchange.request.url).origin === origin);
}

export function isSuccess({ status = 0 }: Step): boolean {
  return status >= 200 && status < 300;
}

/** How a launch ended, for a person. */
export function endingOf(launch: Launch | undefined): string {
  if (launch === undefined) return 'The client was not launched';
  const { byHand, endedByLab, exitCode, killedBy, durationMs } = launch;
  const seconds = `${Math.round(durationMs / 100) / 10} s`;
  if (endedByLab === 'time') return `The client was ended after its time, ${seconds},`;
  if (endedByLab === 'requests') return 'The client was ended because it sent requests without end';
  if (byHand === true) return 'The client was ended by hand';
  if (exitCode === 127) return 'The command was not found (exit code 127)';
  if (exitCode === undefined) return `The client was ended by ${killedBy ?? 'a signal'}`;
  return `The client exited with ${exitCode}`;
}

/** The revision that a client speaks, by what it sends; undefined when it never said. */
export function spokenIn(story: Story): Revision | undefined {
  const named = story.of('mcp').flatMap((step) => {
    const header = headerOf(step.exchange.request.headers, 'mcp-protocol-version');
    const { params } = step.sent;
    const asked = isObject(params) ? params['protocolVersion'] : undefined;
    const result = isObject(step.got['result']) ? step.got['result']['protocolVersion'] : undefined;
    // The probe of a client that speaks both eras is not yet what it speaks.
    return [result, header === MODERN && !isSuccess(step) ? undefined : header, asked].filter(isRevision);
  });
  const [first] = named;
  return named.find((revision) => revision === MODERN) ?? first;
}
