import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An attacker's web server on loopback: it serves what it is given and tells who came. */
export interface Bait extends AsyncDisposable {
  /** Absolute URL of a path. */
  url(path: string): string;
  /** The paths that were asked for, in order. */
  readonly visits: readonly string[];
  /** How many came at all, also those who asked for nothing: it speaks no TLS. */
  readonly connections: number;
}

/** @param documents body by path; text is sent as it is, everything else as JSON. */
export async function openBait(documents: Record<string, unknown>): Promise<Bait> {
  const visits: string[] = [];
  const http = createServer((request, response) => {
    const path = request.url ?? '/';
    visits.push(path);
    const document = documents[path];
    const isText = typeof document === 'string';
    response.writeHead(document === undefined ? 404 : 200, {
      'content-type': isText ? 'application/pem-certificate-chain' : 'application/json',
      connection: 'close',
    });
    response.end(isText ? document : JSON.stringify(document ?? {}));
  });
  let connections = 0;
  http.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  return {
    visits,
    get connections() {
      return connections;
    },
    url: (path) => `http://127.0.0.1:${port}${path}`,
    [Symbol.asyncDispose]: async () => {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
