import type {
  CertificateAuthority,
  MockAuthorizationServer,
  MockAuthorizationServerOptions,
  ProfileName,
} from '../../mock-as/index.ts';
import { leasePort } from '../../mock-as/ports.ts';
import type { LabAuthorizationServer } from './authorization-server.ts';
import { startChild } from './child.ts';
import { environmentOf, fillPlaceholders, wiringOf, type Wiring } from './wiring.ts';
import { prepareTrust, type LabTrust } from './trust.ts';
import { startUpstream, type Upstream } from './upstream.ts';

/** Starts a server under test inside this process, wired to the mock. */
export type InProcessServer = (wiring: Wiring) => Promise<{ close(): Promise<void> }>;

export interface LabOptions {
  /** A shell command with placeholders, or a function that starts the server in this process. */
  server: { command: string; env?: Record<string, string> } | { inProcess: InProcessServer };
  /** What the mock poses as; `scalekit` by default. */
  profile?: ProfileName;
  /** Scopes that the resource has at the authorization server. */
  scopes?: string[];
  /** Where the mock's keys come from; fresh ones by default. */
  privateKeys?: NonNullable<MockAuthorizationServerOptions['privateKeys']>;
  /** What the mock's access tokens are, JWTs by default. */
  accessTokens?: NonNullable<MockAuthorizationServerOptions['accessTokens']>;
  /**
   * Lets the mock speak https, vouched for by this authority; a server under test whose URL is https finds a certificate
   * of it in its environment.
   */
  authority?: CertificateAuthority | undefined;
  /** File for the output of the child. */
  logFile?: string | undefined;
  redact?: (line: string) => string;
  startTimeoutMs?: number;
  signal?: AbortSignal | undefined;
}

/** A mock authorization server, a server under test that trusts it, and an API for that server to call. */
export interface Lab {
  /** URL of the MCP endpoint, as written by the user but for the port; also the resource identifier. */
  readonly endpoint: string;
  readonly mock: LabAuthorizationServer;
  /** What the mock poses as. */
  readonly profile: string;
  /** The server under test was started, and wired to the mock, by somebody else: it cannot be restarted. */
  readonly isJoined: boolean;
  /** The authority that vouches for the mock, PEM, where it speaks https. */
  readonly ca: string | undefined;
  /** The API behind the server under test, where that was told to call it. */
  readonly upstream: Upstream;
  /** Counts the restarts; what was learned of an earlier process may be forgotten. */
  readonly generation: number;
  /** Ends the server under test and starts it again at the same place. */
  restart(): Promise<void>;
  /** Starts the server under test again, wired to a second authorization server, until `back` is called. */
  moveAway(): Promise<{ mock: LabAuthorizationServer; back(): Promise<void> }>;
  /** Ends the server under test, the mock and the upstream. */
  close(): Promise<void>;
}

/** A lab whose mock is in this process. */
export interface OwnLab extends Lab {
  readonly mock: MockAuthorizationServer;
}

/**
 * Starts the mock, then the server under test with the placeholders filled in, and waits until it listens.
 *
 * @param url URL of the MCP endpoint; `{port}` stands for a free port.
 * @throws ChildTrouble when the server does not come up.
 */
export async function startLab(url: string, options: LabOptions): Promise<OwnLab> {
  if (options.privateKeys === undefined) (await import('../../mock-as/key-search.ts')).searchAhead();
  const { startMockAuthorizationServer } = await import('../../mock-as/index.ts');
  const lease = url.includes('{port}') ? await leasePort() : undefined;
  const place = { close: async () => lease?.release() };
  const endpoint = url.replaceAll('{port}', String(lease?.port));
  const profile = options.profile ?? 'scalekit';
  const resource = { url: endpoint, ...(options.scopes === undefined ? {} : { scopes: options.scopes }) };
  const { privateKeys, accessTokens = 'jwt', authority } = options;
  const trust =
    authority === undefined
      ? undefined
      : await prepareTrust(authority, new URL(endpoint).hostname).catch(closing(place));
  const common = {
    profile,
    accessTokens,
    ...(privateKeys === undefined ? {} : { privateKeys }),
    ...(trust === undefined ? {} : { tls: trust.tls }),
  };
  const upstream = await startUpstream().catch(closing(trust, place));
  const mock = await startMockAuthorizationServer({ ...common, resource }).catch(
    closing(upstream, trust, place),
  );
  const another = () => {
    const { client } = mock;
    return startMockAuthorizationServer({
      ...common,
      client,
      resource: { ...resource, id: mock.resource.id },
    });
  };
  const start = (trusted: MockAuthorizationServer) =>
    startServer(wiringOf(trusted, endpoint, upstream.url), options, trust?.env);
  const server = await start(mock).catch(closing(mock, upstream, trust, place));
  return assemble({ endpoint, place, mock, upstream, trust, another, start }, server);
}

/** Ends what was started already, and says no less of what went wrong. */
function closing(...started: ({ close(): Promise<void> } | undefined)[]): (error: unknown) => Promise<never> {
  return async (error) => {
    await Promise.allSettled(started.map(async (one) => one?.close()));
    throw error;
  };
}

interface Running {
  stop(): Promise<void>;
}

interface Makings {
  endpoint: string;
  /** The port of the server under test, which stays its own while it restarts. */
  place: { close(): Promise<void> };
  mock: MockAuthorizationServer;
  upstream: Upstream;
  trust: LabTrust | undefined;
  /** Starts a second authorization server that guards the same resource. */
  another: () => Promise<MockAuthorizationServer>;
  start: (trusted: MockAuthorizationServer) => Promise<Running>;
}

function assemble(
  { endpoint, place, mock, upstream, trust, another, start }: Makings,
  first: Running,
): OwnLab {
  let server: Running | undefined = first;
  let second: MockAuthorizationServer | undefined;
  let generation = 0;
  const stop = async () => {
    const current = server;
    server = undefined;
    await current?.stop();
  };
  const startAgain = async (trusted: MockAuthorizationServer) => {
    await stop();
    generation += 1;
    server = await start(trusted);
  };
  const leaveSecond = async () => {
    const left = second;
    second = undefined;
    await left?.close();
  };
  return {
    endpoint,
    mock,
    upstream,
    profile: mock.settings().profile,
    isJoined: false,
    ca: mock.tls?.ca,
    get generation() {
      return generation;
    },
    restart: () => startAgain(mock),
    async moveAway() {
      await leaveSecond();
      second = await another();
      const moved = second;
      await startAgain(moved);
      return {
        mock: moved,
        async back() {
          if (second !== moved) return;
          await leaveSecond();
          await startAgain(mock);
        },
      };
    },
    async close() {
      await Promise.allSettled([stop(), leaveSecond(), mock.close(), upstream.close(), trust?.close()]);
      await place.close();
    },
  };
}

async function startServer(
  wiring: Wiring,
  options: LabOptions,
  trusting: Record<string, string> = {},
): Promise<Running> {
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
      ...trusting,
      ...Object.fromEntries(extra.map(([name, value]) => [name, fillPlaceholders(value, placeholders)])),
    },
    ...placeOf(new URL(wiring.resource)),
    logFile: options.logFile,
    redact: options.redact,
    startTimeoutMs: options.startTimeoutMs ?? 30_000,
    signal: options.signal,
  });
}

function placeOf({ hostname, port, protocol }: URL): { host: string; port: number } {
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || (protocol === 'https:' ? 443 : 80)) };
}
