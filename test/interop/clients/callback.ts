import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stored } from './storage.ts';

/** How long these programs wait for their user to come back from the browser. */
const PATIENCE_MS = 5_000;

/** The page on this machine that the browser is sent back to, and the browser. */
export interface Callback {
  redirectUrl: string;
  /** Opens a URL in the browser. */
  open(url: URL): Promise<void>;
  /** Whether a browser was opened since the last response. */
  readonly isAwaited: boolean;
  /** The parameters of the response to what was opened last. */
  response(): Promise<URLSearchParams>;
}

export async function openCallback(): Promise<Callback> {
  let awaited: Promise<URLSearchParams> | undefined;
  let receive: (parameters: URLSearchParams) => void = () => undefined;
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    response.writeHead(pathname === '/callback' ? 200 : 404, { connection: 'close' }).end('Done.\n');
    if (pathname === '/callback') receive(searchParams);
  });
  // Authorization servers that take a registration for that of a website want the same port again.
  const port = stored<number>('port');
  await listen(server, port.get() ?? 0).catch(() => listen(server, 0));
  const address = server.address() as AddressInfo;
  port.set(address.port);
  return {
    redirectUrl: `http://127.0.0.1:${address.port}/callback`,
    async open(url) {
      if (!server.listening) await listen(server, address.port);
      awaited = new Promise((resolve) => (receive = resolve));
      const browser = process.env['BROWSER'];
      // The official suite has no browser: its authorization servers approve when they are asked.
      if (browser === undefined) void fetch(url).catch(() => undefined);
      else execFile(browser, [url.href]);
    },
    get isAwaited() {
      return awaited !== undefined;
    },
    async response() {
      if (awaited === undefined) throw new Error('No browser was opened.');
      const late = setTimeout(() => {
        console.error('The browser never came back.');
        process.exit(1);
      }, PATIENCE_MS);
      const parameters = await awaited;
      clearTimeout(late);
      awaited = undefined;
      // Nobody is expected any more.
      server.close();
      return parameters;
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(void server.off('error', reject)));
  });
}
