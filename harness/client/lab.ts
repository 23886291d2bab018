import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Middleware } from 'koa';
import type { Exchange, Json, Revision } from '../contract.ts';
import type { Recorder } from '../http/recorder.ts';
import type {
  MockAuthorizationServer,
  MockAuthorizationServerOptions,
  TrafficEntry,
} from '../../mock-as/index.ts';
import { createTraffic } from '../../mock-as/traffic.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { launch, type ClientUnderTest, type Launch } from './launch.ts';
import { countPending } from './pending.ts';
import { createScript, LAB_FIELD, type Script } from './script.ts';
import { readStory, type Story } from './story.ts';

/** Starts the MCP server of a lab; whoever wires the harness brings one. */
export type StartResourceServer = (site: {
  /** The issuer that its metadata names. */
  authorizationServer: string;
  /** Base URL of the authorization server. */
  environment: string;
  client: { id: string; secret: string };
  jwks: string;
  /** A field by which the lab knows the server's own requests, which are not the client's. */
  mark: string;
  /** Around everything that it answers. */
  around: Middleware;
}) => Promise<{ url: string; close(): Promise<void> }>;

/** How the authorization server of a lab differs from the ordinary one. */
export type ServerSettings = Omit<
  MockAuthorizationServerOptions,
  'alter' | 'port' | 'host' | 'resource' | 'resources' | 'privateKeys'
> & { scopes?: string[] };

export interface LaunchOptions {
  /** Milliseconds; the limit of the run by default. A scenario in which a client must wait in vain gives less. */
  limitMs?: number;
  /** What the client is told in MCP_CONFORMANCE_CONTEXT. */
  context?: Json;
  /** Begins with nothing stored. */
  fresh?: boolean;
}

/** A mock authorization server and a reference MCP server of one scenario, and the client that is launched at them. */
export interface ClientLab extends Pick<Script, 'answer' | 'change'> {
  /** URL of the MCP endpoint. */
  readonly url: string;
  readonly mock: MockAuthorizationServer;
  readonly revision: Revision;
  /** Runs the client once, to its end. */
  launch(options?: LaunchOptions): Promise<Launch>;
  /** The same several times at once, with one storage. */
  launchTogether(times: number, options?: LaunchOptions): Promise<Launch[]>;
  /** The authorization server no longer knows any client that registered itself. */
  forgetClients(): Promise<void>;
  /** What has happened so far. */
  story(): Story;
  /** Lets time pass up to a moment, milliseconds since 1970. */
  until: (moment: number) => Promise<void>;
  /** Whether the client has put anything into its storage. */
  hasStored(): Promise<boolean>;
  /** The MCP server refuses every access token that was issued so far: they have run out. */
  expireTokens(): void;
}

/** What a scenario has shown. */
export interface Observed {
  traffic: Exchange[];
  facts: Json;
}

export interface LabSetup {
  recorder: Recorder;
  target: ClientUnderTest;
  startServer: StartResourceServer;
  privateKeys: NonNullable<MockAuthorizationServerOptions['privateKeys']>;
  by: string;
  /** Name of the scenario by the official suite. */
  official: string;
  context: Json;
  settings: ServerSettings;
  revision: Revision;
  limitMs: number;
  signal: AbortSignal | undefined;
}

/** More requests than any sane client sends in one launch. */
const MOST_REQUESTS = 120;
const QUIET_MS = 500;

/** A lab that records what the client does in it. */
export interface RecordingLab extends ClientLab {
  observed(): Observed;
  close(): Promise<void>;
}

export async function startClientLab(setup: LabSetup): Promise<RecordingLab> {
  const { startMockAuthorizationServer } = await import('../../mock-as/index.ts');
  const startedAt = Date.now();
  let url = '';
  const endpoint = () => (url === '' ? '' : new URL(url).pathname);
  const script = createScript(endpoint);
  const ledger = createLedger({ recorder: setup.recorder, by: setup.by, endpoint, startedAt });
  const pending = countPending();
  const { scopes = ['web-search:read', 'web-search:write'], ...settings } = setup.settings;
  const mock = await startMockAuthorizationServer({
    profile: 'oauth21',
    refreshTokens: 'always',
    resource: { scopes },
    ...settings,
    privateKeys: setup.privateKeys,
    alter: ({ middleware }) => ({ middleware: [...middleware, pending.around, script.around('mock-as')] }),
  });
  mock.traffic.onEntry((entry) => {
    if (!isOfServer(entry)) ledger.note(entry, { via: 'mock-as', origin: mock.urls.environment });
  });
  const traffic = createTraffic();
  traffic.onEntry((entry) => ledger.note(entry, { via: 'server', origin: url }));
  const honest = script.around('server');
  const server = await setup
    .startServer({
      authorizationServer: mock.urls.issuer,
      environment: mock.urls.environment,
      client: mock.client,
      jwks: mock.urls.jwks,
      mark: LAB_FIELD,
      around: (ctx, next) => {
        traffic.follow(ctx.req, ctx.res);
        return pending.around(ctx, () => honest(ctx, next) as Promise<void>) as Promise<void>;
      },
    })
    .catch(async (error: unknown) => {
      await mock.close();
      throw error;
    });
  ({ url } = server);
  mock.setResource(url);
  const storage = await mkdtemp(join(tmpdir(), 'mcp-client-storage-'));
  return assemble(setup, {
    startedAt,
    url,
    mock,
    script,
    ledger,
    storage,
    quiet: () => pending.none(QUIET_MS),
    close: async () => {
      await Promise.all([server.close(), mock.close()]);
      await rm(storage, { recursive: true, force: true });
    },
  });
}

/** The MCP server reads keys and metadata too. */
function isOfServer({ endpoint, request }: TrafficEntry): boolean {
  return endpoint === 'jwks' || request.headers.some(([name]) => name.toLowerCase() === LAB_FIELD);
}

interface Started {
  /** Milliseconds since 1970. */
  startedAt: number;
  url: string;
  mock: MockAuthorizationServer;
  script: Script;
  ledger: Ledger;
  storage: string;
  /** Resolves when every exchange has ended. */
  quiet: () => Promise<void>;
  close: () => Promise<void>;
}

function assemble(setup: LabSetup, started: Started): RecordingLab {
  const { url, mock, script, ledger } = started;
  const launches: Launch[] = [];
  let { storage } = started;
  const folders: string[] = [];

  const launchTogether = async (times: number, options: LaunchOptions = {}): Promise<Launch[]> => {
    if (options.fresh === true)
      folders.push((storage = await mkdtemp(join(tmpdir(), 'mcp-client-storage-'))));
    const attempt = (launches.at(-1)?.attempt ?? 0) + 1;
    // What belongs to a launch is told by the time, which counts in milliseconds.
    await delay(2);
    const startedMs = Date.now() - started.startedAt;
    const { recorder, target, by, official, context, revision, limitMs, signal } = setup;
    const told = { scenario: official, check: by, context: options.context ?? context, revision };
    const common = { target, recorder, by, url, storage, told, signal, limitMs: options.limitMs ?? limitMs };
    const flooded = ledger.reaches(ledger.count + MOST_REQUESTS * times);
    const ended = await Promise.all(Array.from({ length: times }, () => launch({ ...common, flooded })));
    await started.quiet();
    const made = ended.map((one): Launch => ({ attempt, startedMs, ...one }));
    launches.push(...made);
    return made;
  };
  const observed = (): Observed => ({
    traffic: ledger.exchanges(),
    facts: {
      endpoint: new URL(url).pathname,
      url,
      issuer: mock.urls.issuer,
      launches,
      requests: ledger.facts(),
    },
  });
  return {
    url,
    mock,
    revision: setup.revision,
    answer: script.answer,
    change: script.change,
    launch: async (options) => {
      const [only] = await launchTogether(1, options);
      if (only === undefined) throw new Error('nothing was launched');
      return only;
    },
    launchTogether,
    forgetClients: async () => {
      const registered = mock.clients.list().filter(({ kind }) => kind === 'registered');
      for (const { id } of registered) await mock.forgetClient(id);
    },
    expireTokens: () => {
      const tokens = new Set(mock.tokens.list().map(({ token }) => token));
      script.answer(({ kind, token }) => kind === 'mcp' && token !== undefined && tokens.has(token), {
        status: 401,
        headers: { 'WWW-Authenticate': expiredChallenge(url) },
        json: { error: 'invalid_token' },
      });
    },
    observed,
    story: () => readStory(observed()),
    until: async (moment) => {
      await delay(Math.max(0, moment - Date.now()));
    },
    hasStored: async () => (await readdir(storage)).length > 0,
    close: async () => {
      await started.close();
      for (const folder of folders) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** RFC 6750 §3.1, RFC 9728 §5.1. */
function expiredChallenge(url: string): string {
  const { origin, pathname } = new URL(url);
  const metadata = `${origin}/.well-known/oauth-protected-resource${pathname}`;
  return `Bearer error="invalid_token", error_description="The access token expired", resource_metadata="${metadata}"`;
}
