import type { Unverifiable } from '../types.ts';

const BODY_LIMIT = 1_000_000;

export type JsonObject = Record<string, unknown>;
/** `body` is undefined when it is no JSON. */
export type JsonAnswer = { kind: 'answer'; status: number; headers: Headers; body: unknown } | Unverifiable;

/**
 * Fetches JSON from the authorization server: no redirects, bounded time and size.
 * Whatever goes wrong on the way is an outage, a value and no exception. An error status is an answer.
 */
export async function fetchJson(
  url: string,
  init: RequestInit & { signal: AbortSignal },
): Promise<JsonAnswer> {
  const place = placeOf(url);
  try {
    const response = await fetch(url, { redirect: 'manual', ...init });
    const text = await boundedText(response);
    return { kind: 'answer', status: response.status, headers: response.headers, body: parseJson(text) };
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError';
    return outage(
      timedOut ? `${place} did not answer in time` : `${place} cannot be reached: ${reasonOf(error)}`,
    );
  }
}

const SLICES = 10;

/**
 * Ends an exchange after so much time in which this process could work, in milliseconds. One that was busy, or got no
 * processor, must not take its own delay for an outage of the other side.
 */
export function timeLimit(milliseconds: number): AbortSignal {
  const controller = new AbortController();
  const wait = (slices: number) => {
    if (slices === 0) return controller.abort(new DOMException('Time is up.', 'TimeoutError'));
    setTimeout(() => wait(slices - 1), milliseconds / SLICES).unref();
  };
  wait(SLICES);
  return controller.signal;
}

/** Turns an answer that is of no use into an outage, with the delay that the authorization server asks for. */
export function outageOf(
  url: string,
  { status, headers }: { status: number; headers: Headers },
): Unverifiable {
  const asked = Number(headers.get('retry-after') ?? Number.NaN);
  const retryAfterSeconds = Number.isInteger(asked) && asked >= 0 && asked <= 300 ? asked : undefined;
  return { kind: 'unverifiable', cause: `${placeOf(url)} answered ${status}`, retryAfterSeconds };
}

export function outage(cause: string): Unverifiable {
  return { kind: 'unverifiable', cause };
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function boundedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += (chunk as Uint8Array).byteLength;
    // Leaving the loop cancels the body.
    if (size > BODY_LIMIT) throw new Error(`the answer is longer than ${BODY_LIMIT} bytes`);
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** undefined when it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function placeOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

/** fetch hides what happened in `cause`. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message || error.message;
}
