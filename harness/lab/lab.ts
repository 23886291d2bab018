import type { MockAuthorizationServer } from '../../mock-as/index.ts';
import { startChild } from './child.ts';
import { environmentOf, fillPlaceholders, wiringOf, type Wiring } from './wiring.ts';
import { freePort } from './ports.ts';

/** Starts a server under test inside this process, wired to the mock. */
export type InProcessServer = (wiring: Wiring) => Promise<{ close(): Promise<void> }>;

export interface LabOptions {
  /** A shell command with placeholders, or a function that starts the server in this process. */
  server: { command: string; env?: Record<string, string> } | { inProcess: InProcessServer };
  profile?: 'scalekit';
  /** Scopes that the resource has at the authorization server. */
  scopes?: string[];
  /** File for the output of the child. */
  logFile?: string | undefined;
  redact?: (line: string) => string;
  startTimeoutMs?: number;
  signal?: AbortSignal | undefined;
}

/** A mock authorization server, and a server under test that trusts it. */
export interface Lab {
  /** URL of the MCP endpoint, as written by the user but for the port; also the resource identifier. */
  readonly endpoint: string;
  readonly mock: MockAuthorizationServer;
  /** Counts the restarts; what was learned of an earlier process may be forgotten. */
  readonly generation: number;
  /** Ends the server under test and starts it again at the same place. */
  restart(): Promise<void>;
  /** Ends the server under test and the mock. */
  close(): Promise<void>;
}

/**
 * Starts the mock, then the server under test with the placeholders filled in, and waits until it listens.
 *
 * @param url URL of the MCP endpoint; `{port}` stands for a free port.
 * @throws ChildTrouble when the server does not come up.
 */
export async function startLab(url: string, options: LabOptions): Promise<Lab> {
  const { startMockAuthorizationServer } = await import('../../mock-as/index.ts');
  const port = url.includes('{port}') ? await freePort() : undefined;
  const endpoint = url.replaceAll('{port}', String(port));
  const mock = await startMockAuthorizationServer({
    profile: options.profile ?? 'scalekit',
    resource: { url: endpoint, ...(options.scopes === undefined ? {} : { scopes: options.scopes }) },
  });
  const start = () => startServer(endpoint, mock, options);
  const server = await start().catch(async (error: unknown) => {
    await mock.close();
    throw error;
  });
  return assemble(endpoint, mock, server, start);
}

interface Running {
  stop(): Promise<void>;
}

function assemble(
  endpoint: string,
  mock: MockAuthorizationServer,
  first: Running,
  start: () => Promise<Running>,
): Lab {
  let server: Running | undefined = first;
  let generation = 0;
  const stop = async () => {
    const current = server;
    server = undefined;
    await current?.stop();
  };
  return {
    endpoint,
    mock,
    get generation() {
      return generation;
    },
    async restart() {
      await stop();
      generation += 1;
      server = await start();
    },
    async close() {
      await Promise.allSettled([stop(), mock.close()]);
    },
  };
}

async function startServer(
  endpoint: string,
  mock: MockAuthorizationServer,
  options: LabOptions,
): Promise<Running> {
  const wiring = wiringOf(mock, endpoint);
  if ('inProcess' in options.server) {
    const server = await options.server.inProcess(wiring);
    return { stop: () => server.close() };
  }
  const placeholders = { ...wiring };
  const extra = Object.entries(options.server.env ?? {});
  return startChild({
    command: fillPlaceholders(options.server.command, placeholders),
    env: {
      ...environmentOf(wiring),
      ...Object.fromEntries(extra.map(([name, value]) => [name, fillPlaceholders(value, placeholders)])),
    },
    ...placeOf(new URL(endpoint)),
    logFile: options.logFile,
    redact: options.redact,
    startTimeoutMs: options.startTimeoutMs ?? 30_000,
    signal: options.signal,
  });
}

function placeOf({ hostname, port, protocol }: URL): { host: string; port: number } {
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || (protocol === 'https:' ? 443 : 80)) };
}
