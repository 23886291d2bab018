import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { endpointOf } from './environment.ts';
import type { Endpoint } from './environment.ts';
import type { OutageMode } from './outage.ts';

export type HeaderLine = [name: string, value: string];

/** One request that reached the mock, raw: secrets stand in it, so redact before you keep it. */
export interface TrafficEntry {
  /** Counts from 1 within one mock. */
  readonly id: number;
  readonly endpoint: Endpoint | 'other';
  readonly request: {
    readonly method: string;
    /** The request target as sent: path and query. */
    readonly target: string;
    readonly headers: HeaderLine[];
    /** At most 64 KiB. */
    readonly body: string;
  };
  /** Missing when no response header went out. */
  readonly response?: { readonly status: number; readonly headers: HeaderLine[]; readonly body: string };
  /** `aborted`: the connection closed before the answer was complete. */
  readonly outcome: 'answered' | 'aborted';
  /** The outage that hit it. */
  readonly outage?: OutageMode;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly durationMs: number;
}

/** What came in, oldest first, the newest 1,000. */
export interface Traffic {
  list: () => readonly TrafficEntry[];
  clear: () => void;
  /** Calls the listener when an exchange has ended; returns the way to stop it. */
  onEntry: (listener: (entry: TrafficEntry) => void) => () => void;
}

export interface TrafficRecorder extends Traffic {
  /** Follows one exchange; call before anything reads or writes. */
  follow(request: IncomingMessage, response: ServerResponse): void;
  /** Notes that an outage hit the exchange. */
  hit(request: IncomingMessage, mode: OutageMode): void;
}

const keptEntries = 1_000;
const keptBytes = 64 * 1024;

/** Records the traffic of one mock. */
export function createTraffic(): TrafficRecorder {
  const kept: Ended[] = [];
  const entries = new WeakMap<Ended, TrafficEntry>();
  const listeners = new Set<(entry: TrafficEntry) => void>();
  const outages = new WeakMap<IncomingMessage, OutageMode>();
  let count = 0;

  // Most are never looked at, so an entry is made when it is; and then stays the same one.
  const entryOf = (ended: Ended): TrafficEntry => {
    const known = entries.get(ended);
    if (known !== undefined) return known;
    const made = entryFrom(ended);
    entries.set(ended, made);
    return made;
  };
  const add = (ended: Ended): void => {
    kept.push(ended);
    if (kept.length > keptEntries) kept.shift();
    for (const listener of listeners) listener(entryOf(ended));
  };

  return {
    list: () => kept.map(entryOf),
    clear: () => void kept.splice(0),
    onEntry: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    hit: (request, mode) => void outages.set(request, mode),
    follow: (request, response) => {
      const id = ++count;
      const startedAt = Date.now();
      const started = performance.now();
      // Taken now: routing rewrites it.
      const target = request.url ?? '';
      const requestBody = tapRequest(request);
      const responseBody = tapResponse(response);
      response.once('close', () => {
        add({
          id,
          target,
          method: request.method ?? '',
          rawHeaders: request.rawHeaders,
          requestBody: requestBody(),
          response: response.headersSent
            ? { status: response.statusCode, headers: response.getHeaders(), body: responseBody() }
            : undefined,
          outcome: response.writableFinished ? 'answered' : 'aborted',
          outage: outages.get(request),
          startedAt,
          durationMs: performance.now() - started,
        });
      });
    },
  };
}

/** An exchange that has ended, as Node.js tells it. Nothing of its connection is kept alive. */
interface Ended {
  readonly id: number;
  readonly target: string;
  readonly method: string;
  /** Names and values in turn. */
  readonly rawHeaders: readonly string[];
  readonly requestBody: string;
  readonly response: { status: number; headers: OutgoingHttpHeaders; body: string } | undefined;
  readonly outcome: TrafficEntry['outcome'];
  readonly outage: OutageMode | undefined;
  readonly startedAt: number;
  readonly durationMs: number;
}

function entryFrom(ended: Ended): TrafficEntry {
  const { id, target, method, rawHeaders, requestBody, response, outcome, outage } = ended;
  return {
    id,
    endpoint: endpointOf(target),
    request: { method, target, headers: headerLines(rawHeaders), body: requestBody },
    ...(response === undefined ? {} : { response: { ...response, headers: sentLines(response.headers) } }),
    outcome,
    ...(outage === undefined ? {} : { outage }),
    startedAt: ended.startedAt,
    durationMs: ended.durationMs,
  };
}

function sentLines(sent: OutgoingHttpHeaders): HeaderLine[] {
  return Object.entries(sent).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): HeaderLine => [name, String(one)]),
  );
}

function headerLines(raw: readonly string[]): HeaderLine[] {
  const lines: HeaderLine[] = [];
  for (let index = 0; index < raw.length; index += 2) lines.push([raw[index] ?? '', raw[index + 1] ?? '']);
  return lines;
}

/** Collects at most 64 KiB of chunks, without a copy: they are read once, right after the exchange. */
function collector(): { take: (chunk: unknown) => void; text: () => string } {
  const chunks: (string | Uint8Array)[] = [];
  let size = 0;
  return {
    take: (chunk) => {
      if (size >= keptBytes || (typeof chunk !== 'string' && !(chunk instanceof Uint8Array))) return;
      size += chunk.length;
      chunks.push(chunk);
    },
    text: () => textOf(chunks),
  };
}

function textOf(chunks: readonly (string | Uint8Array)[]): string {
  const [only = ''] = chunks;
  if (chunks.length <= 1 && typeof only === 'string' && only.length <= keptBytes / 3) return only;
  const bytes = Buffer.concat(
    chunks.map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk) : chunk)),
  );
  return bytes.toString('utf8', 0, keptBytes);
}

/** Sees the body where the parser hands it over, so that whoever reads it still gets all of it. */
function tapRequest(request: IncomingMessage): () => string {
  const seen = collector();
  const push = request.push.bind(request);
  request.push = (chunk: unknown, encoding?: BufferEncoding) => {
    seen.take(chunk);
    return push(chunk, encoding);
  };
  return seen.text;
}

function tapResponse(response: ServerResponse): () => string {
  const seen = collector();
  const write = response.write.bind(response) as (...parameters: unknown[]) => boolean;
  const end = response.end.bind(response) as (...parameters: unknown[]) => ServerResponse;
  response.write = (chunk: unknown, ...rest: unknown[]) => {
    seen.take(chunk);
    return write(chunk, ...rest);
  };
  response.end = (chunk?: unknown, ...rest: unknown[]) => {
    seen.take(chunk);
    return end(chunk, ...rest);
  };
  return seen.text;
}
