import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRecorder } from '../http/recorder.ts';
import { createRedactor } from '../http/redact.ts';
import type { ServerSite } from './target.ts';

/** A site as the run makes it, for tests. */
export function siteAt(url: string, overrides: Partial<ServerSite> = {}): ServerSite {
  return {
    url,
    endpoint: new URL(url),
    origins: new Set([new URL(url).origin]),
    situation: 'field',
    recorder: createRecorder({ redactor: createRedactor() }),
    calls: [],
    strictHttps: false,
    dedicatedIssuer: false,
    timeoutMs: 5_000,
    patienceMs: 5_000,
    capabilities: new Set(),
    ...overrides,
  };
}

export interface TinyServer extends AsyncDisposable {
  origin: string;
  /** `GET /path` of each request, in the order of arrival. */
  seen: string[];
}

/** A server of one function on a free loopback port. */
export async function tinyServer(
  answer: (request: IncomingMessage, response: ServerResponse, origin: string) => void,
): Promise<TinyServer> {
  const seen: string[] = [];
  let origin = '';
  const http = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    request.resume().once('end', () => answer(request, response, origin));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const close = () =>
    new Promise<void>((resolve) => {
      http.close(() => resolve());
      http.closeAllConnections();
    });
  return { origin, seen, [Symbol.asyncDispose]: close };
}

/** Answers with JSON. */
export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
