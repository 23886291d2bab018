import type { Exchange, Failure, HeaderLine } from '../contract.ts';
import { createConnections, type Connection } from './connections.ts';
import type { Guard } from './guard.ts';
import { linesOf, nextHop } from './redirects.ts';
import type { Redactor } from './redact.ts';
import { prepare, replyOf, unsent } from './reply.ts';
import { transfer, type Transfer, type TransferRequest } from './transfer.ts';

/** One request, as it is to go out. */
export interface Outgoing {
  /** GET by default. */
  method?: string;
  url: string | URL;
  /** Sent as given; a name may repeat, and then really goes out as several lines. */
  headers?: HeaderLine[] | Record<string, string>;
  body?: string | Uint8Array;
  /** For the whole exchange, milliseconds. */
  timeoutMs?: number;
  maxBodyBytes?: number;
  /** Stops reading early, when an open stream has brought the answer. The response is then `truncated`. */
  until?: (bodySoFar: string) => boolean;
  /** Ends the exchange as the end of its time would: an open stream was read long enough. */
  stop?: AbortSignal;
  /** Exchanges of the same key and origin share one keep-alive connection, one after the other. */
  connection?: string;
  /** How many redirects to follow, none by default. Each hop is an exchange of its own. */
  redirects?: number;
}

/** What came back. Everything but `exchange` and `hops` is raw: for acting on, never for reporting. */
export interface Reply {
  exchange: Exchange;
  /** The redirects that were followed before `exchange`. */
  hops: Exchange[];
  status: number | undefined;
  headers: HeaderLine[];
  header(name: string): string | undefined;
  text: string;
  /** The body as JSON, undefined when it is none. */
  json(): unknown;
}

/** Bounds of a run. */
export interface Limits {
  /** Requests in the whole run. */
  requests: number;
  /** Bytes of one body that are read. */
  bodyBytes: number;
  /** Bytes of one header block. */
  headerBytes: number;
  /** Time of one exchange, milliseconds. */
  timeoutMs: number;
  /** Redirects that are followed at most, whatever is asked for. */
  redirects: number;
}

export interface Recorder {
  /** Sends a request and records what came of it. Never rejects: what went wrong is in `exchange.failure`. */
  send(outgoing: Outgoing, by: string): Promise<Reply>;
  /** Records what somebody else saw, secrets replaced. */
  keep(seen: Omit<Exchange, 'id' | 'timing'>): Exchange;
  /** What was recorded so far, in the order of sending. */
  readonly exchanges: readonly Exchange[];
  readonly redactor: Redactor;
  /** Ends what is under way and closes all connections. */
  close(): Promise<void>;
}

export interface RecorderOptions {
  redactor: Redactor;
  guard?: Guard;
  limits?: Partial<Limits>;
  /** Ends everything that is under way, and everything that is still asked for. */
  signal?: AbortSignal;
  userAgent?: string;
  /** Certificates (PEM) that are trusted beside those that Node.js trusts. */
  ca?: string;
  onExchange?(exchange: Exchange): void;
}

const LIMITS: Limits = {
  requests: 5_000,
  bodyBytes: 256 * 1024,
  headerBytes: 64 * 1024,
  timeoutMs: 10_000,
  redirects: 10,
};

type Cancel = (failure: Failure) => void;

/** Makes the one place through which a run talks to its target. */
export function createRecorder(options: RecorderOptions): Recorder {
  const { redactor } = options;
  const limits = { ...LIMITS, ...options.limits };
  const transport = createTransport(options, limits);
  const exchanges: Exchange[] = [];
  const createdAt = performance.now();
  let sent = 0;

  const sendOne = async (outgoing: Outgoing, by: string): Promise<Omit<Reply, 'hops'>> => {
    sent += 1;
    const id = `x${sent}`;
    const startedAt = performance.now();
    const request = prepare(outgoing, limits, options.userAgent);
    const failure =
      'failure' in request ? request.failure : sent > limits.requests ? usedUp(limits) : undefined;
    const result =
      failure !== undefined || 'failure' in request
        ? unsent(failure ?? usedUp(limits))
        : await transport.run(request, outgoing.connection);
    const timing = {
      startedMs: tenths(startedAt - createdAt),
      durationMs: tenths(performance.now() - startedAt),
    };
    const headers = 'failure' in request ? linesOf(outgoing.headers) : request.headers;
    const reply = replyOf({ id, by, outgoing, headers, timing }, result, { redactor, limits });
    insertInOrder(exchanges, reply.exchange);
    options.onExchange?.(reply.exchange);
    return reply;
  };

  return {
    redactor,
    exchanges,
    keep(seen) {
      sent += 1;
      const timing = { startedMs: tenths(performance.now() - createdAt), durationMs: 0 };
      const exchange = redactor.exchange({ ...seen, id: `x${sent}`, timing });
      insertInOrder(exchanges, exchange);
      return exchange;
    },
    async send(outgoing, by) {
      const hops: Exchange[] = [];
      const bound = Math.min(outgoing.redirects ?? 0, limits.redirects);
      let current = outgoing;
      for (;;) {
        const reply = await sendOne(current, by);
        const next = hops.length < bound ? nextHop(current, reply) : undefined;
        if (next === undefined) return { ...reply, hops };
        hops.push(reply.exchange);
        current = next;
      }
    },
    close: async () => transport.close(),
  };
}

interface Transport {
  run(request: TransferRequest, key: string | undefined): Promise<Transfer>;
  close(): void;
}

/** Runs transfers on connections, and ends them all at once when it is told to. */
function createTransport({ guard, signal, ca }: RecorderOptions, limits: Limits): Transport {
  const connections = createConnections({ guard, headerBytes: limits.headerBytes, ca });
  const underWay = new Set<Cancel>();
  let over: Failure | undefined;

  const endAll = (failure: Failure) => {
    over ??= failure;
    for (const cancel of [...underWay]) cancel(failure);
    connections.close();
  };
  // One listener for the whole run: an AbortSignal warns about many.
  const onAbort = () => endAll({ kind: 'aborted', message: 'The run was ended before the response came.' });
  if (signal?.aborted === true) onAbort();
  signal?.addEventListener('abort', onAbort, { once: true });

  const attempt = async (request: TransferRequest, connection: Connection): Promise<Transfer> => {
    if (over !== undefined) return unsent(over);
    let cancel: Cancel = () => undefined;
    const result = transfer(connection, request, (one) => {
      cancel = one;
      underWay.add(one);
    });
    return result.finally(() => underWay.delete(cancel));
  };

  return {
    async run(request, key) {
      if (over !== undefined) return unsent(over);
      if (key !== undefined) {
        return connections.inTurn(request.url, key, (connection) => attempt(request, connection));
      }
      const onConnection = async (connection: Connection) => {
        const result = await attempt(request, connection);
        if (result.reusable) connections.give(request.url, connection);
        return result;
      };
      const connection = connections.take(request.url);
      const wasIdle = connection.used;
      const result = await onConnection(connection);
      // A server may close an idle connection at any time (RFC 9112 §9.5). That says nothing about this request.
      const wasStale = wasIdle && result.status === undefined && result.failure?.kind === 'reset';
      return wasStale ? onConnection(connections.open(request.url)) : result;
    },
    close() {
      signal?.removeEventListener('abort', onAbort);
      endAll({ kind: 'aborted', message: 'The recorder was closed before the response came.' });
    },
  };
}

function usedUp(limits: Limits): Failure {
  return { kind: 'blocked', message: `The run may send ${limits.requests} requests, and has sent them.` };
}

/** Exchanges end in any order, and are kept in the order of sending. */
function insertInOrder(exchanges: Exchange[], exchange: Exchange): void {
  const number = (one: Exchange) => Number(one.id.slice(1));
  let at = exchanges.length;
  for (
    let before = exchanges[at - 1];
    before !== undefined && number(before) > number(exchange);
    before = exchanges[at - 1]
  ) {
    at -= 1;
  }
  exchanges.splice(at, 0, exchange);
}

function tenths(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
