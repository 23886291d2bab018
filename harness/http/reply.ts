import { brotliDecompressSync, constants, gunzipSync, inflateSync } from 'node:zlib';
import type { Exchange, Failure, HeaderLine } from '../contract.ts';
import { VERSION } from '../version.ts';
import { headerOf } from './headers.ts';
import type { Limits, Outgoing, Reply } from './recorder.ts';
import { linesOf } from './redirects.ts';
import type { Redactor } from './redact.ts';
import type { Transfer, TransferRequest } from './transfer.ts';

/** Makes a request ready for the wire: the defaults filled in, the bounds set. */
export function prepare(
  outgoing: Outgoing,
  limits: Limits,
  userAgent = `mcp-auth-conformance/${VERSION}`,
): TransferRequest | { failure: Failure } {
  const text = String(outgoing.url);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) return { failure: { kind: 'other', message: 'This is not an absolute URL.' } };
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return {
      failure: {
        kind: 'blocked',
        message: `${url.protocol} URLs are not fetched, only http: and https: ones.`,
      },
    };
  }
  const headers = [...linesOf(outgoing.headers)];
  if (headerOf(headers, 'user-agent') === undefined) headers.push(['user-agent', userAgent]);
  if (headerOf(headers, 'accept-encoding') === undefined) headers.push(['accept-encoding', 'identity']);
  return {
    url,
    method: outgoing.method ?? 'GET',
    headers,
    body: outgoing.body,
    timeoutMs: outgoing.timeoutMs ?? limits.timeoutMs,
    maxBodyBytes: outgoing.maxBodyBytes ?? limits.bodyBytes,
    until: outgoing.until,
    stop: outgoing.stop,
  };
}

/** Makes the record and the raw reply of what came. */
export function replyOf(
  facts: { id: string; by: string; outgoing: Outgoing; headers: HeaderLine[]; timing: Exchange['timing'] },
  result: Transfer,
  { redactor, limits }: { redactor: Redactor; limits: Limits },
): Omit<Reply, 'hops'> {
  const { outgoing } = facts;
  const { text, isCut } = readBody(result, outgoing.maxBodyBytes ?? limits.bodyBytes);
  const sentBody = outgoing.body === undefined ? undefined : bounded(decode(outgoing.body), limits.bodyBytes);
  const exchange = redactor.exchange({
    id: facts.id,
    by: facts.by,
    via: 'harness',
    request: {
      method: outgoing.method ?? 'GET',
      url: String(outgoing.url),
      headers: facts.headers,
      ...(sentBody === undefined ? {} : { body: sentBody }),
    },
    ...(result.status === undefined
      ? {}
      : {
          response: {
            status: result.status,
            headers: result.headers,
            body: text,
            ...(result.truncated || isCut ? { truncated: true as const } : {}),
            ...(result.tls === undefined ? {} : { tls: result.tls }),
          },
        }),
    ...(result.failure === undefined ? {} : { failure: result.failure }),
    timing: facts.timing,
  });
  return {
    exchange,
    status: result.status,
    headers: result.headers,
    header: (name) => headerOf(result.headers, name),
    text,
    json: () => parseJson(text),
  };
}

/** What came of a request that was never sent. */
export function unsent(failure: Failure): Transfer {
  return { headers: [], body: Buffer.alloc(0), truncated: false, failure, reusable: false };
}

/**
 * The body as text. A server may compress although `identity` was asked for (RFC 9110 §12.5.3 only prefers), and is
 * read all the same. Bytes that are not UTF-8 become U+FFFD; a byte order mark stays, since JSON may not have one.
 */
function readBody({ body, headers }: Transfer, bound: number): { text: string; isCut: boolean } {
  const coding = headerOf(headers, 'content-encoding')?.trim().toLowerCase();
  const inflate = coding === undefined ? undefined : INFLATERS[coding];
  if (inflate === undefined || body.length === 0) return { text: decode(body), isCut: false };
  try {
    return { text: decode(inflate(body, bound)), isCut: false };
  } catch {
    // Not compressed at all, or larger than the bound once unpacked: the bytes as they came.
    return { text: decode(body), isCut: true };
  }
}

// A body that was cut off still unpacks as far as it goes.
const PARTIAL = { finishFlush: constants.Z_SYNC_FLUSH };
const INFLATERS: Record<string, (body: Buffer, bound: number) => Buffer> = {
  gzip: (body, maxOutputLength) => gunzipSync(body, { ...PARTIAL, maxOutputLength }),
  'x-gzip': (body, maxOutputLength) => gunzipSync(body, { ...PARTIAL, maxOutputLength }),
  deflate: (body, maxOutputLength) => inflateSync(body, { ...PARTIAL, maxOutputLength }),
  br: (body, maxOutputLength) =>
    brotliDecompressSync(body, { maxOutputLength, finishFlush: constants.BROTLI_OPERATION_FLUSH }),
};

function decode(body: string | Uint8Array): string {
  return typeof body === 'string' ? body : new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);
}

function bounded(text: string, bound: number): string {
  return text.length <= bound
    ? text
    : `${text.slice(0, bound)}… (${text.length - bound} more characters were sent)`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
