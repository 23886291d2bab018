import { Trouble } from './types.ts';

const DOCUMENT_LIMIT = 256 * 1024;

/** How long an exchange may take, and what ends it before. */
export interface FetchLimits {
  limitMs: number;
  signal: AbortSignal;
}

/** @throws Trouble when the server is not reached, or does not answer in time. */
export async function limitedFetch(
  url: string,
  init: RequestInit | undefined,
  { limitMs, signal }: FetchLimits,
): Promise<Response> {
  // A signal that AbortSignal.any makes of a time-out may be collected before the time is over (Node.js 20).
  const over = new AbortController();
  const end = (): void => over.abort(new Trouble('there was no answer in time'));
  // Beyond the answer: its body has to come in time, too.
  setTimeout(end, limitMs).unref();
  signal.addEventListener('abort', end, { once: true });
  try {
    signal.throwIfAborted();
    return await fetch(url, { ...init, signal: over.signal });
  } catch (error) {
    const cause =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new Trouble(`${url} was not reached: ${cause}`);
  }
}

/** A document of any size is read no further than 256 KiB. */
export async function readJson(response: Response): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += (chunk as Uint8Array).length;
    if (size > DOCUMENT_LIMIT) throw new Trouble(`${response.url} is larger than any metadata.`);
    chunks.push(chunk as Uint8Array);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
