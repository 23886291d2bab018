import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A Client ID Metadata Document on this machine, under the https URL that the client goes by. */
export interface ServedDocument {
  /** The client id. */
  readonly url: string;
  /** For the option `fetchClientMetadata` of the mock: asks this machine for what is to be had at the host of `url`. */
  readonly fetch: typeof fetch;
  /** The requests for it. */
  readonly requests: IncomingMessage[];
  /** What is served from now on; a number is served as a status without a document. */
  change(document: Record<string, unknown> | number): void;
  close(): Promise<void>;
}

const url = 'https://client.example/oauth/client.json';

/** Serves a document with these members beside `client_id`. */
export async function serveClientMetadata(members: Record<string, unknown>): Promise<ServedDocument> {
  let served: Record<string, unknown> | number = { client_id: url, ...members };
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    if (typeof served === 'number') response.writeHead(served).end();
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(served));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url,
    requests,
    fetch: (input, init) => {
      const wanted = new URL(input instanceof Request ? input.url : input);
      if (wanted.host !== new URL(url).host) throw new Error(`Nobody serves ${wanted.href} in this test.`);
      return fetch(`http://127.0.0.1:${port}${wanted.pathname}`, init);
    },
    change: (document) => {
      served = document;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
