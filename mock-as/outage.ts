import type { IncomingMessage, ServerResponse } from 'node:http';
import { endpointOf } from './environment.ts';
import type { Endpoint } from './environment.ts';
import type { Listener } from './listener.ts';

/**
 * How the mock fails.
 *
 * - `refused`: nothing listens on the port; open connections are closed
 * - `reset`: the connection is reset (TCP RST) once the request came
 * - `hang`: the request is taken and never answered
 * - `slow-body`: headers at once, then one byte of JSON whitespace every 200 ms, without end
 * - `500`, `503`, `429`: that status, 503 and 429 with Retry-After
 * - `401`: the caller's own credentials are refused
 * - `html`: 200 with an HTML page
 * - `empty-key-set`: 200 with a JWK set without keys
 * - `truncated-json`: the true answer cut in half
 * - `wrong-content-type`: the true answer as `text/html`
 * - `foreign-issuer`: the true metadata, but its `issuer` names somebody else, and its `jwks_uri` ends in
 *   `?of=somebody-else`
 */
export type OutageMode =
  | 'refused'
  | 'reset'
  | 'hang'
  | 'slow-body'
  | '500'
  | '503'
  | '429'
  | '401'
  | 'html'
  | 'empty-key-set'
  | Spoiling;

/** The modes that need the true answer first. */
export type Spoiling = 'truncated-json' | 'wrong-content-type' | 'foreign-issuer';

export interface OutageOptions {
  mode: OutageMode;
  /** Only these endpoints; all by default. */
  endpoint?: Endpoint | 'all' | readonly Endpoint[];
  /** Seconds in Retry-After of 503 and 429; 1 by default. */
  retryAfter?: number;
  /** Only the next so many requests; without bound by default. */
  times?: number;
}

/** An outage that goes on until `end`. */
export interface Outage extends AsyncDisposable {
  readonly mode: OutageMode;
  /** Requests that it hit so far; a refused connection cannot be counted. */
  readonly affected: number;
  end(): Promise<void>;
}

export interface Outages {
  start(options: OutageOptions): Promise<Outage>;
  /** The outage that hits this request, counted as hit. */
  strike(request: IncomingMessage): Strike | undefined;
  /** How the true answer to this request is to be spoilt. */
  spoiling(request: IncomingMessage): Spoiling | undefined;
  endAll(): Promise<void>;
}

interface Strike {
  readonly mode: OutageMode;
  /** Answers, or ruins, the exchange; false when the true answer is needed first. */
  apply(response: ServerResponse): boolean;
}

interface Active {
  readonly options: OutageOptions;
  affected: number;
  readonly pending: Set<ServerResponse>;
}

const dripInterval = 200;

/** The outages of one listener. */
export function createOutages(listener: () => Listener): Outages {
  const active = new Set<Active>();
  const spoilt = new WeakMap<IncomingMessage, Spoiling>();

  const end = async (outage: Active): Promise<void> => {
    if (!active.delete(outage)) return;
    for (const response of outage.pending) response.destroy();
    outage.pending.clear();
    const stillRefused = [...active].some(({ options }) => options.mode === 'refused');
    if (outage.options.mode === 'refused' && !stillRefused) await listener().accept();
  };

  return {
    start: async (options) => {
      requireScope(options);
      const outage: Active = { options, affected: 0, pending: new Set() };
      active.add(outage);
      if (options.mode === 'refused') await listener().refuse();
      return {
        mode: options.mode,
        get affected() {
          return outage.affected;
        },
        end: () => end(outage),
        [Symbol.asyncDispose]: () => end(outage),
      };
    },
    strike: (request) => {
      const outage = [...active].find((candidate) => hits(candidate, request));
      if (outage === undefined) return undefined;
      outage.affected += 1;
      const { mode } = outage.options;
      if (isSpoiling(mode)) spoilt.set(request, mode);
      return { mode, apply: (response) => apply(outage, response) };
    },
    spoiling: (request) => spoilt.get(request),
    endAll: async () => {
      for (const outage of active) {
        active.delete(outage);
        for (const response of outage.pending) response.destroy();
      }
    },
  };
}

function isSpoiling(mode: OutageMode): mode is Spoiling {
  return ['truncated-json', 'wrong-content-type', 'foreign-issuer'].includes(mode);
}

function requireScope({ mode, endpoint = 'all', times }: OutageOptions): void {
  if (mode !== 'refused') return;
  if (endpoint !== 'all') {
    throw new Error(
      `One port serves every endpoint, so connections cannot be refused for ${[endpoint].flat().join(', ')} ` +
        'alone. Use the mode reset, or refuse all endpoints.',
    );
  }
  if (times !== undefined) {
    throw new Error('Refused connections cannot be counted. Use the mode reset with times.');
  }
}

function hits({ options, affected }: Active, request: IncomingMessage): boolean {
  const { endpoint = 'all', times = Infinity } = options;
  if (affected >= times) return false;
  if (endpoint === 'all') return true;
  return [endpoint].flat().some((name) => name === endpointOf(request.url ?? ''));
}

function apply({ options, pending }: Active, response: ServerResponse): boolean {
  const retryAfter = String(options.retryAfter ?? 1);
  switch (options.mode) {
    case 'truncated-json':
    case 'wrong-content-type':
    case 'foreign-issuer':
      return false;
    case 'refused':
    case 'reset':
      response.req.socket.resetAndDestroy();
      return true;
    case 'hang':
      hold(pending, response);
      return true;
    case 'slow-body':
      hold(pending, response);
      drip(response);
      return true;
    case '500':
      return answer(response, 500, json({ error: 'server_error' }));
    case '503':
      return answer(response, 503, json({ error: 'temporarily_unavailable' }), { 'Retry-After': retryAfter });
    case '429':
      return answer(response, 429, json({ error_code: 'RATE_LIMITED' }), { 'Retry-After': retryAfter });
    case '401':
      return answer(response, 401, json({ error: 'invalid_client' }), { 'WWW-Authenticate': 'Basic' });
    case 'empty-key-set':
      return answer(response, 200, json({ keys: [] }));
    case 'html':
      return answer(response, 200, ['text/html; charset=utf-8', '<!doctype html><title>Welcome</title>']);
  }
}

const crossOrigin = { 'Access-Control-Allow-Origin': '*' };

type TypedBody = [type: string, body: string];

const json = (body: object): TypedBody => ['application/json', JSON.stringify(body)];

function answer(
  response: ServerResponse,
  status: number,
  [type, body]: TypedBody,
  headers: Record<string, string> = {},
): true {
  response.statusCode = status;
  response.setHeaders(new Map(Object.entries({ ...crossOrigin, 'Content-Type': type, ...headers })));
  response.end(body);
  return true;
}

function hold(pending: Set<ServerResponse>, response: ServerResponse): void {
  pending.add(response);
  response.once('close', () => pending.delete(response));
}

function drip(response: ServerResponse): void {
  response.setHeaders(new Map(Object.entries({ ...crossOrigin, 'Content-Type': 'application/json' })));
  response.write('{');
  const timer = setInterval(() => response.write(' '), dripInterval);
  response.once('close', () => clearInterval(timer));
}
