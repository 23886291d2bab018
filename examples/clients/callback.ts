import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Parts } from './parts.ts';
import { Trouble } from './types.ts';

/** The page on this machine that the browser is sent back to (RFC 8252 §7.3). */
export interface CallbackPage {
  redirectUri: string;
  /** The parameters of the next response. @throws Trouble when none comes in time. */
  response(signal: AbortSignal, patienceMs: number): Promise<URLSearchParams>;
  close(): Promise<void>;
}

export interface CallbackAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const PAGE = '<!doctype html><title>Done</title><p>You can close this page and go back to the program.</p>';

/** Nothing of the parameters is shown, and nobody is sent on. */
export const callbackAnswer: (parameters: URLSearchParams) => CallbackAnswer = () => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: PAGE,
});

/** The page is there from now on until a response has come, and again while another is awaited. */
export async function openCallbackPage({
  callbackHost,
  callbackAnswer: answerTo,
  closesCallback,
}: Pick<Parts, 'callbackHost' | 'callbackAnswer' | 'closesCallback'>): Promise<CallbackPage> {
  let receive: (parameters: URLSearchParams) => void = () => undefined;
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (pathname !== '/callback') {
      response.writeHead(404).end();
      return;
    }
    const { status, headers, body } = answerTo(searchParams);
    response.writeHead(status, { ...headers, connection: 'close' }).end(body);
    receive(searchParams);
  });
  // Loopback only (RFC 8252 §8.3).
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, callbackHost(), () => {
        server.off('error', reject);
        resolve();
      });
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    redirectUri: `http://127.0.0.1:${port}/callback`,
    async response(signal, patienceMs) {
      if (!server.listening) await listen(port);
      try {
        return await nextResponse((onResponse) => (receive = onResponse), { signal, patienceMs });
      } finally {
        if (closesCallback()) server.close();
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function nextResponse(
  wait: (onResponse: (parameters: URLSearchParams) => void) => void,
  { signal, patienceMs }: { signal: AbortSignal; patienceMs: number },
): Promise<URLSearchParams> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Trouble('The browser never came back from the authorization server.'));
    const timer = setTimeout(late, patienceMs);
    signal.addEventListener('abort', late, { once: true });
    wait((parameters) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', late);
      resolve(parameters);
    });
  });
}
