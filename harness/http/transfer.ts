import type { Dispatcher } from 'undici';
import type { Failure, HeaderLine, TlsFacts } from '../contract.ts';
import type { Connection } from './connections.ts';
import { Ended, failureOf } from './failures.ts';

/** What one request brought, before redaction. */
export interface Transfer {
  status?: number;
  headers: HeaderLine[];
  body: Buffer;
  /** The body went on, or would have. */
  truncated: boolean;
  failure?: Failure;
  tls?: TlsFacts | undefined;
  /** True when the connection can carry another exchange. */
  reusable: boolean;
}

export interface TransferRequest {
  url: URL;
  method: string;
  headers: HeaderLine[];
  body: string | Uint8Array | undefined;
  timeoutMs: number;
  maxBodyBytes: number;
  until: ((bodySoFar: string) => boolean) | undefined;
  stop: AbortSignal | undefined;
}

/** How long a stream whose answer has come may take to end by itself, so that its connection can be kept. */
const GRACE_MS = 10;
/** How long the check for the answer may lag behind a stream of tiny chunks. */
const LAG_MS = 20;

/** Runs one request on one connection. Never rejects, and always ends: by the response, a bound, time, or `onCancel`. */
export function transfer(
  connection: Connection,
  request: TransferRequest,
  onCancel: (cancel: (failure: Failure) => void) => void,
): Promise<Transfer> {
  return new Promise((resolve) => {
    const result: Transfer = { headers: [], body: Buffer.alloc(0), truncated: false, reusable: false };
    const body = createBody(request);
    let timer: NodeJS.Timeout | undefined = undefined;
    let isOver = false;

    const finish = () => {
      isOver = true;
      clearTimeout(timer);
      request.stop?.removeEventListener('abort', onTime);
      body.stop();
      result.body = body.bytes();
      result.tls = connection.tls;
      if (!result.reusable) connection.destroy();
      resolve(result);
    };
    /** Ends the exchange before the response is complete. */
    const cut = (failure: Failure | undefined) => {
      if (isOver) return;
      if (result.status !== undefined) result.truncated = true;
      if (failure !== undefined) result.failure = failure;
      finish();
    };
    const onTime = () =>
      cut(isOpenStream(result) ? undefined : lateFailure(request.timeoutMs, result.status));
    timer = setTimeout(onTime, request.timeoutMs);
    request.stop?.addEventListener('abort', onTime, { once: true });
    if (request.stop?.aborted === true) return onTime();
    onCancel(cut);
    body.onEnough(() => cut(undefined));

    connection.client.dispatch(dispatchOptions(request), {
      onResponseStart(controller, status) {
        // 1xx responses are interim (RFC 9110 §15.2).
        if (isOver || status < 200) return;
        result.status = status;
        result.headers = headerLines(controller.rawHeaders);
      },
      onResponseData: (_, chunk) => {
        if (!isOver) body.add(chunk);
      },
      onResponseEnd: () => {
        if (isOver) return;
        connection.used = true;
        result.reusable = true;
        finish();
      },
      onResponseError: (_, error) => cut(failureOf(error)),
      // undici takes no handler without it; upgrades are never asked for.
      onRequestStart: (controller) => {
        if (isOver) controller.abort(new Ended({ kind: 'aborted', message: 'The exchange was over.' }));
      },
    });
  });
}

function dispatchOptions({ url, method, headers, body }: TransferRequest): Dispatcher.DispatchOptions {
  const options: Dispatcher.DispatchOptions & { servername: string } = {
    path: url.pathname + url.search,
    method,
    headers: headers.flat(),
    body: body ?? null,
    // The name in TLS is the URL's, also where a check sends another Host.
    servername: /^[\d.]+$|^\[/.test(url.hostname) ? '' : url.hostname,
  };
  return options;
}

function headerLines(raw: Dispatcher.DispatchController['rawHeaders']): HeaderLine[] {
  if (!Array.isArray(raw)) return [];
  const texts = raw.map((part) => (typeof part === 'string' ? part : part.toString('latin1')));
  return texts.flatMap((name, index): HeaderLine[] =>
    index % 2 === 0 ? [[name, trimmed(texts[index + 1])]] : [],
  );
}

/** White space around a field value is no part of it (RFC 9110 §5.5); the parser takes away only the leading one. */
function trimmed(value = ''): string {
  return value.replace(/[ \t]+$/, '');
}

/** A stream may rightly stay open; anything else that takes too long is late. */
function isOpenStream({ status, headers }: Transfer): boolean {
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return status !== undefined && type.toLowerCase().startsWith('text/event-stream');
}

function lateFailure(timeoutMs: number, status: number | undefined): Failure {
  const what = status === undefined ? 'No response' : `Status ${status} came, but not the whole body,`;
  return { kind: 'timeout', message: `${what} within ${timeoutMs / 1000} s.` };
}

interface Body {
  add(chunk: Buffer): void;
  bytes(): Buffer;
  /** Called once, when nothing more needs to be read: the bound is reached, or the answer has come. */
  onEnough(callback: () => void): void;
  stop(): void;
}

function createBody({ maxBodyBytes, until }: TransferRequest): Body {
  const chunks: Buffer[] = [];
  let length = 0;
  let checkedLength = 0;
  let timer: NodeJS.Timeout | undefined;
  let enough: () => void = () => undefined;
  const bytes = () => Buffer.concat(chunks).subarray(0, maxBodyBytes);

  const check = () => {
    timer = undefined;
    checkedLength = length;
    if (until?.(bytes().toString('utf8')) === true) timer = setTimeout(enough, GRACE_MS);
  };
  return {
    bytes,
    add(chunk) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > maxBodyBytes) return enough();
      if (until === undefined || timer !== undefined) return;
      // Looking at the whole body after every one of many tiny chunks would cost the square of its length.
      if (length >= checkedLength * 1.1) check();
      else timer = setTimeout(check, LAG_MS);
    },
    onEnough: (callback) => {
      enough = callback;
    },
    stop: () => clearTimeout(timer),
  };
}
