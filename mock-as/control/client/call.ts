import { BASE_PATH } from '../address.ts';
import type { FieldProblem, Method, ProblemDetails } from '../wire.ts';

/** Why a request to a control plane came to nothing. */
export type ControlFailureReason =
  /** The URL cannot be one of a control plane. */
  | 'url'
  /** Nobody answers there, or not in time. */
  | 'unreachable'
  /** Who answers there is no control plane. */
  | 'foreign'
  /** It does not know the secret. */
  | 'secret'
  /** It understood, and said no. */
  | 'refused';

/** What a method of the client throws. Its message never holds the secret. */
export class ControlFailure extends Error {
  readonly reason: ControlFailureReason;
  readonly status: number | undefined;
  readonly errors: readonly FieldProblem[];

  constructor(
    reason: ControlFailureReason,
    message: string,
    more: { status?: number; errors?: readonly FieldProblem[]; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? {} : { cause: more.cause });
    this.name = 'ControlFailure';
    this.reason = reason;
    this.status = more.status;
    this.errors = more.errors ?? [];
  }
}

export interface CallOptions {
  query?: Record<string, number | undefined>;
  body?: unknown;
}

/** Sends requests to one control plane. */
export interface Caller {
  readonly url: string;
  /** The answer as JSON; undefined where there is none. */
  readonly call: <Answer>(method: Method, path: string, options?: CallOptions) => Promise<Answer>;
  /** The same, but undefined where what the path names is not there. */
  readonly find: <Answer>(method: Method, path: string, options?: CallOptions) => Promise<Answer | undefined>;
  /** Whether what the path names was there. */
  readonly done: (method: Method, path: string, options?: CallOptions) => Promise<boolean>;
  /** The response itself, once its status is a good one. */
  readonly open: (path: string, headers: Record<string, string>, signal: AbortSignal) => Promise<Response>;
}

const TIMEOUT_MS = 30_000;

/** Throws a `ControlFailure` (url) unless the URL is one of this machine's. */
export function createCaller(given: string, secret: string): Caller {
  const url = controlUrl(given);
  const authorization = `Bearer ${secret}`;
  // A line end in it would let the error of `fetch` quote it.
  if (!/^[\x21-\x7e]+$/.test(secret)) {
    throw new ControlFailure('secret', 'The secret of the control plane is empty, or no secret of one.');
  }
  const request = async (path: string, init: RequestInit): Promise<Response> => {
    let response: Response;
    try {
      response = await fetch(url + path, { ...init, redirect: 'manual' });
    } catch (error) {
      if (init.signal?.aborted === true && !isTimeout(error)) throw error;
      throw unreachable(url, error);
    }
    if (response.ok) return response;
    throw await failureOf(url, response);
  };
  const call = async <Answer>(method: Method, path: string, { query = {}, body }: CallOptions = {}) => {
    const response = await request(path + queryOf(query), {
      method,
      headers: {
        authorization,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return (await jsonOf(url, response)) as Answer;
  };
  const find = <Answer>(method: Method, path: string, options?: CallOptions) =>
    call<Answer>(method, path, options).catch(undefinedWhenNotFound);
  return {
    url,
    call,
    find,
    done: (method, path, options) => call(method, path, options).then(() => true, isNotFound),
    open: (path, headers, signal) => request(path, { headers: { ...headers, authorization }, signal }),
  };
}

/** The address of the control plane; the origin alone will do. */
function controlUrl(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const isHere = url !== undefined && /^(127(\.\d+){3}|localhost|\[::1\])$/.test(url.hostname);
  if (url?.protocol !== 'http:' || !isHere) {
    throw new ControlFailure(
      'url',
      `${JSON.stringify(given)} is no address of a control plane, which is on this machine only: give the control URL that the mock printed at its start, like http://127.0.0.1:9001${BASE_PATH} .`,
    );
  }
  const path = url.pathname.replace(/\/+$/, '');
  return url.origin + (path === '' ? BASE_PATH : path);
}

function queryOf(query: NonNullable<CallOptions['query']>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

const isTimeout = (error: unknown): boolean => error instanceof Error && error.name === 'TimeoutError';

function unreachable(url: string, error: unknown): ControlFailure {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
  const why = isTimeout(error)
    ? `it did not answer within ${TIMEOUT_MS / 1000} s`
    : code === 'ECONNREFUSED'
      ? 'nothing listens there'
      : `the connection failed${code === undefined ? '' : ` (${code})`}`;
  return new ControlFailure('unreachable', `The control plane ${url} cannot be reached: ${why}.`);
}

async function jsonOf(url: string, response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  try {
    return await response.json();
  } catch {
    throw foreign(url);
  }
}

async function failureOf(url: string, response: Response): Promise<ControlFailure> {
  const { status } = response;
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') === true;
  const text = await response.text().catch(() => '');
  const problem = isProblem ? parsed(text) : undefined;
  if (problem === undefined) return foreign(url, status);
  const more = { status, errors: problem.errors ?? [] };
  if (status === 401) {
    return new ControlFailure(
      'secret',
      `The control plane ${url} refuses the secret: give the one that the mock printed at its start.`,
      more,
    );
  }
  return new ControlFailure('refused', problem.detail, more);
}

function parsed(text: string): ProblemDetails | undefined {
  try {
    const value = JSON.parse(text) as ProblemDetails | null;
    return typeof value?.detail === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

function foreign(url: string, status?: number): ControlFailure {
  return new ControlFailure(
    'foreign',
    `${url} is no control plane of a mock authorization server${status === undefined ? '' : `: it answered HTTP ${status}`}. Give the control URL that the mock printed at its start.`,
    status === undefined ? {} : { status },
  );
}

/** False for a 404; throws everything else again. */
const isNotFound = (error: unknown): false => {
  if (error instanceof ControlFailure && error.status === 404 && error.reason === 'refused') return false;
  throw error;
};

const undefinedWhenNotFound = (error: unknown): undefined => {
  isNotFound(error);
  return undefined;
};
