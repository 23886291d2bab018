import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { HeaderLine, RecordedResponse } from '../contract.ts';
import { blankEncoded, tokenPlaces } from './token-places.ts';

/**
 * One request that the server under test sent upstream, raw: secrets stand in it, so redact before you keep it. Only a
 * client's token under an encoding is blanked out already.
 */
export interface UpstreamRequest {
  readonly method: string;
  /** The request target as sent: path and query. */
  readonly target: string;
  readonly headers: readonly HeaderLine[];
  /** At most 64 KiB, unpacked. */
  readonly body: string;
  /** Where a token stands that a client sent to the server under test: `the header field authorization`. */
  readonly tokenIn: readonly string[];
}

/** The API behind the server under test, as the lab plays it: it takes everything and remembers it. */
export interface Upstream {
  /** Base URL, without a slash at the end. */
  readonly url: string;
  /** How many requests came. */
  readonly count: number;
  /** The newest 100; those that carry a token go last. */
  readonly requests: readonly UpstreamRequest[];
  /** From now on requests are searched for this token, too. */
  watchFor(token: string): void;
  close(): Promise<void>;
}

const KEPT = 100;
const KEPT_CHARACTERS = 64 * 1024;
const READ_BYTES = 1024 * 1024;
/** A token that is as long as a server may take must still get here. */
const HEADER_BYTES = 256 * 1024;

/** Common clients find in it what they look for: a list of results, or the token of a token endpoint. */
export const UPSTREAM_ANSWER: RecordedResponse = {
  status: 200,
  headers: [['content-type', 'application/json']],
  body: JSON.stringify({
    results: [1, 2, 3].map((number) => ({
      title: `Sample ${number}`,
      url: `https://example.com/sample/${number}`,
      content: 'Sample text of the lab.',
      score: 1 / number,
    })),
    images: [],
    items: [],
    data: [],
    access_token: 'token-of-the-upstream',
    token_type: 'Bearer',
    expires_in: 3600,
  }),
};

/** Starts an upstream on a free loopback port. */
export async function startUpstream(): Promise<Upstream> {
  const tokens = new Set<string>();
  const requests: UpstreamRequest[] = [];
  let count = 0;
  const keep = (request: UpstreamRequest) => {
    requests.push(request);
    if (requests.length <= KEPT) return;
    const harmless = requests.findIndex(({ tokenIn }) => tokenIn.length === 0);
    requests.splice(Math.max(harmless, 0), 1);
  };
  const server = createServer({ maxHeaderSize: HEADER_BYTES }, (request, response) => {
    count += 1;
    void textOf(request).then((body) => {
      const { method = '', url: target = '' } = request;
      const headers = linesOf(request.rawHeaders);
      const carrier = { target, headers, body };
      const tokenIn = tokenPlaces(carrier, tokens);
      const shown = tokenIn.length === 0 ? carrier : blankEncoded(carrier, tokens);
      keep({ ...shown, method, body: shown.body.slice(0, KEPT_CHARACTERS), tokenIn });
      // Only now, so that who has the answer finds the request.
      const { status, headers: fields, body: answer } = UPSTREAM_ANSWER;
      response.writeHead(status, fields.flat()).end(answer);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    get count() {
      return count;
    },
    watchFor: (token) => void tokens.add(token),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The body, as far as it came and is read, unpacked. */
async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      if (size < READ_BYTES) chunks.push(chunk);
      size += chunk.length;
    }
  } catch {
    // It broke off; what came was sent all the same.
  }
  return unpacked(Buffer.concat(chunks), request.headers['content-encoding']).toString('utf8');
}

const UNPACKERS: Record<string, (body: Buffer, options: { maxOutputLength: number }) => Buffer> = {
  gzip: gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
};

function unpacked(body: Buffer, coding: string | undefined): Buffer {
  const unpack = coding === undefined ? undefined : UNPACKERS[coding.trim().toLowerCase()];
  try {
    return unpack?.(body, { maxOutputLength: READ_BYTES }) ?? body;
  } catch {
    return body;
  }
}

function linesOf(raw: readonly string[]): HeaderLine[] {
  return raw.flatMap((name, index): HeaderLine[] => (index % 2 === 0 ? [[name, raw[index + 1] ?? '']] : []));
}
