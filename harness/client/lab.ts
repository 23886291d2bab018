import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Exchange, Json, Revision } from '../contract.ts';
import type { Recorder } from '../http/recorder.ts';
import type { MockAuthorizationServer, MockAuthorizationServerOptions } from '../../mock-as/index.ts';
import { isObject, parseJson } from '../mcp/answer.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { launch, type ClientUnderTest, type Launch } from './launch.ts';
import { createMigration, refusedTokenChallenge, type Migration } from './migration.ts';
import { countPending } from './pending.ts';
import { createScript, type Script } from './script.ts';
import { startSite, type ServerSettings, type StartResourceServer } from './site.ts';
import { readStory, type Story } from './story.ts';

export type { ServerSettings, StartResourceServer } from './site.ts';

export interface LaunchOptions {
  /**
   * Milliseconds; the limit of the run by default. A scenario in which a client must wait in vain gives less. It is more
   * where a usual launch is slow.
   */
  limitMs?: number;
  /** What the client is told in MCP_CONFORMANCE_CONTEXT. */
  context?: Json;
  /** The name by which clients of the official suite know what is asked of them; the scenario's by default. */
  official?: string;
  /** Begins with nothing stored. */
  fresh?: boolean;
  /** Each of several processes has a storage of its own, as those of several people. */
  apart?: boolean;
  /** The MCP server that it is launched at; the first one by default. */
  url?: string;
}

/** A mock authorization server and a reference MCP server of one scenario, and the client that is launched at them. */
export interface ClientLab
  extends Pick<Script, 'answer' | 'change'>, Pick<Migration, 'second' | 'migrate' | 'siteOf'> {
  /** URL of the MCP endpoint. */
  readonly url: string;
  readonly mock: MockAuthorizationServer;
  readonly revision: Revision;
  /** How long a launch may take where the scenario does not say, milliseconds. */
  readonly limitMs: number;
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
  /** The JSON at a URL that the client names itself by, as any authorization server would fetch it; undefined when not reached. */
  fetchDocument: (url: string) => Promise<Json | undefined>;
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
  /** How long a launch at servers that do everything right took in this run; undefined when there was none so far. */
  usualMs?: number | undefined;
  signal: AbortSignal | undefined;
}

/**
 * A launch may take so many times as long as a usual one did: a client that is slow, or a machine that has other things to
 * do, is not taken for one that waits for ever.
 */
const USUAL_TIMES = 5;

/** More requests than any sane client sends in one launch. */
const MOST_REQUESTS = 120;
const QUIET_MS = 500;
const DOCUMENT_MS = 5_000;
/** The second authorization server issues tokens for either MCP server; it is the lab that says where they are good. */
const OF_BOTH: ServerSettings = { resourceEnforcement: 'ignore' };

/** A lab that records what the client does in it. */
export interface RecordingLab extends ClientLab {
  observed(): Observed;
  close(): Promise<void>;
}

export async function startClientLab(setup: LabSetup): Promise<RecordingLab> {
  const startedAt = Date.now();
  let url = '';
  // The same of both MCP servers.
  const endpoint = () => (url === '' ? '' : new URL(url).pathname);
  const script = createScript(endpoint);
  const { recorder, by, target } = setup;
  const onStep = 'byHand' in target ? target.byHand.step : undefined;
  const ledger = createLedger({ recorder, by, endpoint, startedAt, onStep });
  const pending = countPending();
  const ground = { ...setup, script, ledger, pending };
  const first = await startSite(ground);
  ({ url } = first);
  const migration = createMigration(script, { first, start: () => startSite(ground, OF_BOTH) });
  const storage = await mkdtemp(join(tmpdir(), 'mcp-client-storage-'));
  return assemble(setup, {
    startedAt,
    url,
    mock: first.mock,
    script,
    ledger,
    migration,
    storage,
    quiet: () => pending.none(QUIET_MS),
    close: async () => {
      await Promise.all([first.close(), migration.close()]);
      await rm(storage, { recursive: true, force: true });
    },
  });
}

interface Started {
  /** Milliseconds since 1970. */
  startedAt: number;
  url: string;
  mock: MockAuthorizationServer;
  script: Script;
  ledger: Ledger;
  migration: Migration;
  storage: string;
  /** Resolves when every exchange has ended. */
  quiet: () => Promise<void>;
  close: () => Promise<void>;
}

function assemble(setup: LabSetup, started: Started): RecordingLab {
  const { url, mock, script, ledger, migration } = started;
  const launches: Launch[] = [];
  let { storage } = started;
  const folders: string[] = [];
  const newStorage = async (): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), 'mcp-client-storage-'));
    folders.push(folder);
    return folder;
  };

  const launchTogether = async (times: number, options: LaunchOptions = {}): Promise<Launch[]> => {
    if (options.fresh === true) storage = await newStorage();
    const attempt = (launches.at(-1)?.attempt ?? 0) + 1;
    // What belongs to a launch is told by the time, which counts in milliseconds.
    await delay(2);
    const startedMs = Date.now() - started.startedAt;
    const { recorder, target, by, revision, signal } = setup;
    const { official, context, limitMs: least, url: at = url } = { ...setup, ...options };
    const limitMs = Math.max(least, USUAL_TIMES * (setup.usualMs ?? 0));
    const told = { scenario: official, check: by, context: named(context, official), revision };
    const common = { target, recorder, by, url: at, told, signal, limitMs };
    const flooded = ledger.reaches(ledger.count + MOST_REQUESTS * times);
    const run = async (): Promise<Omit<Launch, 'attempt' | 'startedMs'>> =>
      launch({ ...common, storage: options.apart === true ? await newStorage() : storage, flooded });
    const ended = await Promise.all(Array.from({ length: times }, run));
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
      second: migration.facts() ?? null,
      launches,
      requests: ledger.facts(),
    },
  });
  return {
    url,
    mock,
    revision: setup.revision,
    limitMs: setup.limitMs,
    answer: script.answer,
    change: script.change,
    second: migration.second,
    migrate: migration.migrate,
    siteOf: migration.siteOf,
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
        headers: { 'WWW-Authenticate': refusedTokenChallenge(url, 'The access token expired') },
        json: { error: 'invalid_token' },
      });
    },
    observed,
    story: () => readStory(observed()),
    until: async (moment) => {
      await delay(Math.max(0, moment - Date.now()));
    },
    fetchDocument: async (document) => {
      const { exchange } = await setup.recorder.send({ url: document, timeoutMs: DOCUMENT_MS }, setup.by);
      return exchange.response?.status === 200 ? parseJson(exchange.response.body) : undefined;
    },
    hasStored: async () => (await readdir(storage)).length > 0,
    close: async () => {
      await started.close();
      for (const folder of folders) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The official suite names its scenario in the context, too. */
function named(context: Json, name: string): Json {
  const isEmpty = isObject(context) && Object.keys(context).length === 0;
  return isObject(context) && !isEmpty ? { name, ...context } : context;
}
