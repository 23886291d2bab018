import { availableParallelism } from 'node:os';
import { clean } from './clean.ts';
import { createClientContext, type ClientContext, type ClientRun, type Played } from './client/context.ts';
import type { StartResourceServer } from './client/lab.ts';
import type { ClientUnderTest } from './client/launch.ts';
import { ORDINARY } from './client/ordinary.ts';
import { readStory, spokenIn, type Story } from './client/story.ts';
import type { Capability, CheckResult, Report, Revision, RunEvent } from './contract.ts';
import { loadSuite, type SuiteChoice } from './load-suite.ts';
import { createRecorder, type Recorder } from './http/recorder.ts';
import { createRedactor } from './http/redact.ts';
import { createKeyStock } from './lab/key-stock.ts';
import { MODERN } from './mcp/revision.ts';
import { planChecks } from './plan.ts';
import { assembleReport, interruption, withoutSecrets } from './report.ts';
import { runChecks } from './run.ts';

export interface ClientRunOptions extends SuiteChoice {
  /** The client under test. */
  client: ClientUnderTest;
  /** Starts the MCP server that it is launched at. */
  startServer: StartResourceServer;
  /** `auto`, the default, takes the one that the client speaks. */
  specVersion?: Revision | 'auto';
  /** How long one launch may take, milliseconds; 30 s by default. */
  limitMs?: number;
  /**
   * How many scenarios are played side by side. By default four for each core: a client that is a process of its own mostly
   * waits, for its user and for what does not answer. One in this process does not.
   */
  concurrency?: number;
  /** Where the keys of the authorization servers come from. */
  privateKeys?: ClientRun['privateKeys'];
  signal?: AbortSignal;
  onEvent?: (event: RunEvent) => void;
}

const LIMIT_MS = 30_000;
/** So many RSA keys serve all labs of a run in turn. */
const KEYS = 4;
// Each exchange is kept through the recorder, which counts them as its own.
const MOST_EXCHANGES = 1_000_000;

/** Runs the client suite and gives the report, also when the client does nothing. */
export async function runClientSuite(options: ClientRunOptions): Promise<Report> {
  const started = new Date();
  const redactor = createRedactor();
  const recorder = createRecorder({
    redactor,
    limits: { requests: MOST_EXCHANGES },
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  try {
    const found = await loadSuite<ClientContext>('client', options);
    const { revision, notes, run, played } = await meet(options, recorder);
    const plan = planChecks(found, revision);
    const checks: CheckResult[] = await runChecks(plan, {
      capabilities: new Set<Capability>(),
      enabling: NO_CAPABILITY,
      concurrency: options.concurrency ?? sideBySide(options.client),
      signal: options.signal,
      onEvent: withoutSecrets(options.onEvent, redactor),
      contextFor: (id) => ({
        context: createClientContext(id, run, played),
        restore: () => Promise.resolve(),
      }),
    });
    const target = { role: 'client', url: nameOf(options.client), situation: 'lab' } as const;
    const troubles = interruption(options.signal);
    const { exchanges } = recorder;
    return assembleReport(
      { target, specVersion: revision, notes, started, checks, troubles, exchanges },
      redactor,
    );
  } finally {
    await recorder.close();
  }
}

/** Launches the client at servers that do everything right, and finds out which revision it speaks. */
async function meet(options: ClientRunOptions, recorder: Recorder) {
  const { client, startServer, specVersion = 'auto', limitMs = LIMIT_MS, signal } = options;
  const told = specVersion === 'auto' ? MODERN : specVersion;
  const privateKeys = options.privateKeys ?? createKeyStock(KEYS);
  const run: ClientRun = {
    target: client,
    startServer,
    privateKeys,
    recorder,
    revision: told,
    limitMs,
    signal,
  };
  const played: Played = new WeakMap();
  if (!('byHand' in client))
    options.onEvent?.({ type: 'phase', text: 'Launching the client at servers that do everything right' });
  const story = readStory(await createClientContext('client/ordinary', run, played).play(ORDINARY));
  const words = lastWords(story);
  if (specVersion !== 'auto') return { revision: specVersion, notes: words, run, played };
  const spoken = spokenIn(story);
  const revision = spoken ?? MODERN;
  const notes =
    spoken === undefined
      ? [`The client has not said which revision it speaks, so it is judged by ${MODERN}.`]
      : [`The client speaks ${spoken}, so it is judged by that text; --spec-version names another one.`];
  return { revision, notes: [...notes, ...words], run: { ...run, revision }, played };
}

const SHOWN_LINES = 3;
const SHOWN_LENGTH = 300;

/** What a client that did not get in has printed at its end: most often it says why. */
function lastWords({ launches, reach }: Story): string[] {
  const lines = (launches.at(-1)?.output ?? '').split('\n').map((line) => line.trim());
  const said = lines.filter((line) => line !== '').slice(-SHOWN_LINES);
  if (reach === 'served' || said.length === 0) return [];
  const text = clean(said.join(' '));
  return [`The last that the client printed: ${text.slice(-SHOWN_LENGTH)}`];
}

const SCENARIOS_A_CORE = 4;

function sideBySide(client: ClientUnderTest): number {
  const cores = Math.max(2, availableParallelism());
  return 'command' in client ? SCENARIOS_A_CORE * cores : cores;
}

function nameOf(client: ClientUnderTest): string {
  if ('command' in client) return client.command;
  return 'byHand' in client ? 'started by hand' : 'in this process';
}

const NEVER = 'A client is always tested in the lab.';

/** The lab of a client has everything. */
const NO_CAPABILITY: Record<Capability, string> = {
  token: NEVER,
  'second-resource': NEVER,
  login: NEVER,
  registration: NEVER,
  mint: NEVER,
  outage: NEVER,
  restart: NEVER,
  'upstream-view': NEVER,
};
