/** Servers that misbehave, each in its own way, on loopback. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface BadServer {
  url: string;
  requests: number;
  close(): Promise<void>;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Listens on a free port and answers every request alike. */
export async function badServer(answer: Answer): Promise<BadServer> {
  const server = createServer((request, response) => {
    bad.requests += 1;
    request.resume();
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const bad: BadServer = {
    url: `http://127.0.0.1:${port}/mcp`,
    requests: 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return bad;
}

const megabyte = 'x'.repeat(1_000_000);

export const answers = {
  html: (_, response) =>
    response
      .writeHead(200, { 'Content-Type': 'text/html' })
      .end('<!doctype html><title>Welcome</title><h1>Not an MCP server</h1>'),
  hang: () => undefined,
  'endless stream': (_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    const more = () => {
      while (!response.destroyed && response.write(': still here\n\n'));
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  },
  'silent stream': (_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.flushHeaders();
  },
  '10 MB': (_, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    for (let sent = 0; sent < 10; sent += 1) response.write(megabyte);
    response.end();
  },
  'redirect circle': (request, response) =>
    response.writeHead(307, { Location: request.url === '/mcp' ? '/mcp/' : '/mcp' }).end(),
  'broken challenge': (_, response) =>
    response
      .writeHead(401, { 'WWW-Authenticate': 'Bearer resource_metadata="http://unclosed, =, scope=,,"a' })
      .end(),
  'JSON string': (_, response) =>
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('"hello"'),
  'broken JSON': (_, response) =>
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"jsonrpc":'),
  'null body': (_, response) => response.writeHead(401, { 'Content-Type': 'application/json' }).end('null'),
  reset: (request) => request.socket.resetAndDestroy(),
  'not HTTP': (request) => request.socket.end('SSH-2.0-OpenSSH_9.6\r\n'),
  // Node.js would not send this itself.
  'escape sequences': (request) =>
    request.socket.end(
      'HTTP/1.1 401 \u001b[31mNo\r\nWWW-Authenticate: Bearer error="\u001b]0;owned\u0007"\r\nContent-Length: 9\r\n\r\n\u001b[2Jhello',
    ),
} satisfies Record<string, Answer>;
