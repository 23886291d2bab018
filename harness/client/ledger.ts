import { createHash } from 'node:crypto';
import type { Exchange, HeaderLine, Json } from '../contract.ts';
import { headerOf } from '../http/headers.ts';
import type { Recorder } from '../http/recorder.ts';
import type { TrafficEntry } from '../../mock-as/index.ts';
import { LAB_FIELD, SENT_FIELD } from './script.ts';
import { redirectedWith, stepOf, targetUrl, type RequestFacts, type Step } from './steps.ts';

const KEPT_BODY = 8 * 1024;

/** What reached the lab of one scenario, without secrets, and what had to be found out while they were at hand. */
export interface Ledger {
  note(entry: TrafficEntry, from: { via: 'mock-as' | 'server'; origin: string }): void;
  /** In the order in which the requests came. */
  exchanges(): Exchange[];
  facts(): Record<string, Json>;
  /** How many requests came so far. */
  readonly count: number;
  /** Resolves when there are more; perhaps never. */
  reaches(count: number): Promise<void>;
}

export interface LedgerOptions {
  recorder: Recorder;
  /** The scenario. */
  by: string;
  /** Path of the MCP endpoint. */
  endpoint: () => string;
  /** Milliseconds since 1970. */
  startedAt: number;
  /** Watches along. */
  onStep?: ((step: Step) => void) | undefined;
}

export function createLedger({ recorder, by, endpoint, startedAt, onStep }: LedgerOptions): Ledger {
  const kept: Kept[] = [];
  const facts: Record<string, Json> = {};
  /** Code challenges by the code that came of them. */
  const challenges = new Map<string, string>();
  let count = 0;
  const bounds = new Map<() => void, number>();

  return {
    get count() {
      return count;
    },
    note(entry, { via, origin }) {
      count += 1;
      const raw = rawExchange(entry, { via, origin, by });
      const exchange = recorder.keep(raw);
      exchange.timing = {
        startedMs: entry.startedAt - startedAt,
        durationMs: Math.round(entry.durationMs * 10) / 10,
      };
      kept.push({ exchange, arrival: entry.id });
      const found = factsOf({ ...raw, id: exchange.id, timing: exchange.timing }, endpoint(), challenges);
      if (Object.keys(found).length > 0) facts[exchange.id] = found;
      onStep?.(stepOf(exchange, { endpoint: endpoint(), attempt: 0, facts: found }));
      for (const [resolve, bound] of bounds) if (count > bound) resolve();
    },
    reaches: (bound) => new Promise((resolve) => void bounds.set(resolve, bound)),
    exchanges: () => [...kept].sort(inOrderOfArrival).map(({ exchange }) => exchange),
    facts: () => facts,
  };
}

interface Kept {
  exchange: Exchange;
  /** Counts what came to the same server. */
  arrival: number;
}

/** They were noted as they ended; several may begin within a millisecond. */
function inOrderOfArrival(a: Kept, b: Kept): number {
  const apart = a.exchange.timing.startedMs - b.exchange.timing.startedMs;
  return apart === 0 && a.exchange.via === b.exchange.via ? a.arrival - b.arrival : apart;
}

function rawExchange(
  { request, response, outcome }: TrafficEntry,
  { via, origin, by }: { via: 'mock-as' | 'server'; origin: string; by: string },
): Omit<Exchange, 'id' | 'timing'> {
  const answer =
    response === undefined
      ? {}
      : {
          response: {
            status: response.status,
            headers: [...response.headers],
            body: response.body.slice(0, KEPT_BODY),
            ...(outcome === 'aborted' || response.body.length > KEPT_BODY
              ? { truncated: true as const }
              : {}),
          },
        };
  return {
    by,
    via,
    request: {
      method: request.method,
      url: targetUrl(request.target, origin).href,
      headers: sentByClient(request.headers),
      ...(request.body === '' ? {} : { body: request.body.slice(0, KEPT_BODY) }),
    },
    ...answer,
    ...(response === undefined
      ? { failure: { kind: 'aborted' as const, message: 'No answer went out before the connection closed.' } }
      : {}),
  };
}

/** Without what the lab has added for the honest server. */
function sentByClient(lines: readonly HeaderLine[]): HeaderLine[] {
  const added = lines.findIndex(([name]) => name === LAB_FIELD);
  if (added < 0) return [...lines];
  const sent = lines.flatMap(([name, value]): HeaderLine[] =>
    name === SENT_FIELD ? [['authorization', value]] : [],
  );
  return [...lines.slice(0, added), ...sent];
}

function factsOf(raw: Exchange, endpoint: string, challenges: Map<string, string>): RequestFacts {
  const step = stepOf(raw, { endpoint, attempt: 0, facts: undefined });
  if (step.kind === 'authorization') {
    const code = redirectedWith(step)?.get('code');
    if (code != null) challenges.set(code, step.parameters['code_challenge'] ?? '');
    return {};
  }
  if (step.kind !== 'code' && step.kind !== 'refresh' && step.kind !== 'token') return {};
  return { ...clientFacts(step.parameters, raw.request.headers), ...codeFacts(step.parameters, challenges) };
}

function clientFacts(
  { client_id: inBody, client_secret: secret, client_assertion: assertion }: Record<string, string>,
  headers: readonly HeaderLine[],
): RequestFacts {
  const basic = /^Basic\s+(\S+)/i.exec(headerOf(headers, 'authorization') ?? '')?.[1];
  const [id] = basic === undefined ? [] : Buffer.from(basic, 'base64').toString('utf8').split(':', 1);
  const ways = [
    ...(basic === undefined ? [] : (['client_secret_basic'] as const)),
    ...(secret === undefined ? [] : (['client_secret_post'] as const)),
    ...(assertion === undefined ? [] : (['private_key_jwt'] as const)),
  ];
  const client = id === undefined ? inBody : new URLSearchParams(`id=${id}`).get('id');
  return {
    ...(client == null ? {} : { client }),
    authentication: ways.length > 1 ? 'several' : (ways[0] ?? 'none'),
  };
}

/** RFC 7636 §4.1 and §4.6. */
function codeFacts(
  { code, code_verifier: verifier }: Record<string, string>,
  challenges: ReadonlyMap<string, string>,
): RequestFacts {
  if (code === undefined) return {};
  const challenge = challenges.get(code);
  if (verifier === undefined) return { knownCode: challenge !== undefined };
  const digest = createHash('sha256').update(verifier).digest('base64url');
  return {
    knownCode: challenge !== undefined,
    verifierLength: verifier.length,
    verifierWellFormed: /^[A-Za-z0-9._~-]*$/.test(verifier),
    ...(challenge === undefined ? {} : { verifierMatches: challenge === digest || challenge === verifier }),
  };
}
