import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Trouble } from './types.ts';

/** The page on this machine that the browser is sent back to (RFC 8252 §7.3). */
export interface CallbackPage {
  redirectUri: string;
  /** The parameters of the next response. @throws Trouble when none comes in time. */
  response(signal: AbortSignal, patienceMs: number): Promise<URLSearchParams>;
  close(): Promise<void>;
}

const PAGE = '<!doctype html><title>Done</title><p>You can close this page and go back to the program.</p>';

export async function openCallbackPage(): Promise<CallbackPage> {
  let receive: (parameters: URLSearchParams) => void = () => undefined;
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (pathname !== '/callback') {
      response.writeHead(404).end();
      return;
    }
    // Nothing of the parameters is shown, and nobody is sent on.
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', connection: 'close' }).end(PAGE);
    receive(searchParams);
  });
  // Loopback only (RFC 8252 §8.3).
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    redirectUri: `http://127.0.0.1:${port}/callback`,
    response: (signal, patienceMs) =>
      new Promise((resolve, reject) => {
        const late = () => reject(new Trouble('The browser never came back from the authorization server.'));
        const timer = setTimeout(late, patienceMs);
        signal.addEventListener('abort', late, { once: true });
        receive = (parameters) => {
          clearTimeout(timer);
          signal.removeEventListener('abort', late);
          resolve(parameters);
        };
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
