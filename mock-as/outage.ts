import type { IncomingMessage, ServerResponse } from 'node:http';
import { endpointOf } from './environment.ts';
import type { Endpoint } from './environment.ts';
import type { Listener } from './listener.ts';
import { apply } from './outage-answers.ts';

/** The words for `OutageMode`. */
export const modes = [
  'refused',
  'reset',
  'hang',
  'slow-body',
  '500',
  '503',
  '429',
  '401',
  'html',
  'empty-key-set',
  'latency',
  'truncated-json',
  'wrong-content-type',
  'foreign-issuer',
] as const;

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
 * - `latency`: the true answer, `delay` milliseconds late; it adds to any other outage
 * - `truncated-json`: the true answer cut in half
 * - `wrong-content-type`: the true answer as `text/html`
 * - `foreign-issuer`: the true metadata, but its `issuer` names somebody else, and its `jwks_uri` ends in
 *   `?of=somebody-else`
 */
export type OutageMode = (typeof modes)[number];

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
  /** How likely it hits a request that it could hit, from 0 to 1; 1 by default. */
  probability?: number;
  /** Seconds after which it ends by itself, by the machine's clock. */
  duration?: number;
  /** Milliseconds that `latency` holds a request back; 1000 by default. */
  delay?: number;
}

/** An outage that goes on until `end`. */
export interface Outage extends AsyncDisposable {
  /** Counts from 1 within one mock. */
  readonly id: number;
  readonly mode: OutageMode;
  /** Requests that it hit so far; a refused connection cannot be counted. */
  readonly affected: number;
  end(): Promise<void>;
}

/** An outage as the control plane shows it. */
export interface OutageRecord extends OutageOptions {
  readonly id: number;
  readonly affected: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

export interface Outages {
  start(options: OutageOptions): Promise<Outage>;
  /** Those that go on, oldest first. */
  list(): OutageRecord[];
  /** False when there is none with that id any more. */
  end(id: number): Promise<boolean>;
  /** The outage that hits this request, counted as hit. */
  strike(request: IncomingMessage): Strike | undefined;
  /** How the true answer to this request is to be spoilt. */
  spoiling(request: IncomingMessage): Spoiling | undefined;
  endAll(): Promise<void>;
  /** Ends them all for good: what was refused is not listened to again. */
  close(): void;
}

interface Strike {
  readonly mode: OutageMode;
  /** Milliseconds to wait before anything else. */
  readonly delay: number;
  /** Answers, or ruins, the exchange; false when the true answer is needed first. */
  apply(response: ServerResponse): boolean;
}

interface Active {
  readonly id: number;
  readonly options: OutageOptions;
  readonly startedAt: number;
  affected: number;
  readonly pending: Set<ServerResponse>;
  timer?: NodeJS.Timeout;
}

export interface OutagesSetup {
  listener: () => Listener;
  /** From 0 up to 1, for outages with a probability. */
  random: () => number;
}

/** The outages of one listener. */
export function createOutages({ listener, random }: OutagesSetup): Outages {
  const active = new Set<Active>();
  const spoilt = new WeakMap<IncomingMessage, Spoiling>();
  let count = 0;

  const drop = (outage: Active): boolean => {
    if (!active.delete(outage)) return false;
    clearTimeout(outage.timer);
    for (const response of outage.pending) response.destroy();
    outage.pending.clear();
    return true;
  };
  const end = async (outage: Active): Promise<void> => {
    if (!drop(outage)) return;
    const stillRefused = [...active].some(({ options }) => options.mode === 'refused');
    if (outage.options.mode === 'refused' && !stillRefused) await listener().accept();
  };

  const start = async (options: OutageOptions): Promise<Outage> => {
    requireOutage(options);
    const outage: Active = { id: ++count, options, startedAt: Date.now(), affected: 0, pending: new Set() };
    active.add(outage);
    if (options.mode === 'refused') await listener().refuse();
    if (options.duration !== undefined) {
      outage.timer = setTimeout(() => void end(outage), options.duration * 1000).unref();
    }
    return {
      id: outage.id,
      mode: options.mode,
      get affected() {
        return outage.affected;
      },
      end: () => end(outage),
      [Symbol.asyncDispose]: () => end(outage),
    };
  };

  return {
    start,
    list: () =>
      [...active].map(({ id, options, affected, startedAt }) => ({ ...options, id, affected, startedAt })),
    end: async (id) => {
      const outage = [...active].find((candidate) => candidate.id === id);
      if (outage !== undefined) await end(outage);
      return outage !== undefined;
    },
    strike: (request) => {
      const hitting = [...active].filter((candidate) => hits(candidate, request, random));
      const late = hitting.filter(({ options }) => options.mode === 'latency');
      const failing = hitting.find(({ options }) => options.mode !== 'latency');
      const shown = failing ?? late[0];
      if (shown === undefined) return undefined;
      for (const outage of new Set([...late, shown])) outage.affected += 1;
      const { mode } = shown.options;
      if (isSpoiling(mode)) spoilt.set(request, mode);
      const delay = late.reduce((sum, { options }) => sum + (options.delay ?? 1_000), 0);
      return { mode, delay, apply: (response) => apply(shown, response) };
    },
    spoiling: (request) => spoilt.get(request),
    endAll: async () => {
      for (const outage of [...active]) await end(outage);
    },
    close: () => {
      for (const outage of [...active]) drop(outage);
    },
  };
}

function isSpoiling(mode: OutageMode): mode is Spoiling {
  return ['truncated-json', 'wrong-content-type', 'foreign-issuer'].includes(mode);
}

function requireOutage(options: OutageOptions): void {
  const { mode, times, probability, duration, delay } = options;
  if (!(modes as readonly string[]).includes(mode)) {
    throw new Error(`There is no outage mode ${JSON.stringify(mode)}: take one of ${modes.join(', ')}.`);
  }
  requireNumber('times', times, (value) => Number.isInteger(value) && value >= 1, 'a whole number from 1 on');
  requireNumber('probability', probability, (value) => value >= 0 && value <= 1, 'a number from 0 to 1');
  requireNumber('duration', duration, (value) => value > 0 && value <= 86_400, 'seconds, at most a day');
  requireNumber(
    'delay',
    delay,
    (value) => value >= 0 && value <= 600_000,
    'milliseconds, at most ten minutes',
  );
  if (mode === 'refused') requireRefusable(options);
}

function requireNumber(
  name: string,
  value: number | undefined,
  fits: (value: number) => boolean,
  wanted: string,
): void {
  if (value !== undefined && !fits(value)) throw new Error(`${name} cannot be ${value}: give ${wanted}.`);
}

function requireRefusable({ endpoint = 'all', times, probability }: OutageOptions): void {
  if (endpoint !== 'all') {
    throw new Error(
      `One port serves every endpoint, so connections cannot be refused for ${[endpoint].flat().join(', ')} ` +
        'alone. Use the mode reset, or refuse all endpoints.',
    );
  }
  if (times !== undefined || probability !== undefined) {
    throw new Error('Refused connections cannot be counted. Use the mode reset with times or probability.');
  }
}

function hits({ options, affected }: Active, request: IncomingMessage, random: () => number): boolean {
  const { endpoint = 'all', times = Infinity, probability = 1 } = options;
  if (affected >= times) return false;
  const isMeant =
    endpoint === 'all' || [endpoint].flat().some((name) => name === endpointOf(request.url ?? ''));
  return isMeant && (probability >= 1 || random() < probability);
}
