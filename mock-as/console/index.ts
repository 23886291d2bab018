/**
 * A web page to watch and to steer a mock by: traffic, flows, clients, tokens, keys, outages, time, settings. It is for
 * the developer at this machine alone.
 */
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from './app.ts';
import { createStreams } from './events.ts';
import { createExchanges } from './exchanges.ts';
import { base, createGuard } from './guard.ts';
import { createRedactor } from './redact.ts';
import { createSuiteRuns } from './suite.ts';
import { createTokenNames } from './token-names.ts';
import type { Console, ConsoleOptions } from './types.ts';

export type { Console, ConsoleOptions, ConsoleReport, Suite, TrafficSource, WatchedServer } from './types.ts';

const address = '127.0.0.1';

/** Starts the console of a mock, on loopback only. Throws the error of Node.js when the port cannot be listened on. */
export async function startConsole(options: ConsoleOptions): Promise<Console> {
  const { mock, tls } = options;
  const server = tls === undefined ? createServer() : (await import('node:https')).createServer({ ...tls });
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  const exchanges = createExchanges(mock, options.servers ?? []);
  const streams = createStreams(mock);
  const suite = options.suite === undefined ? undefined : createSuiteRuns(options.suite, streams.changed);
  const scheme = tls === undefined ? 'http' : 'https';
  const guard = createGuard([`${address}:${port}`, `localhost:${port}`], scheme);
  const app = createApp({
    scene: {
      options,
      mock,
      exchanges,
      redactor: createRedactor(),
      tokenNames: createTokenNames(mock),
      suite,
    },
    guard,
    streams,
  });
  const handle = app.callback();
  server.on('request', (request, response) => void handle(request, response));
  const close = async (): Promise<void> => {
    suite?.stop();
    exchanges.close();
    streams.close();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
  return {
    url: `${scheme}://${address}:${port}${base}/?key=${guard.secret}`,
    port,
    refresh: streams.changed,
    close,
    [Symbol.asyncDispose]: close,
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
