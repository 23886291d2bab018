import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json } from '../contract.ts';
import { headerOf } from '../http/headers.ts';
import type { Recorder } from '../http/recorder.ts';
import { browse, type Visited } from './browser.ts';
import { waitForPerson, type ByHand } from './by-hand.ts';
import { openOpeners } from './openers.ts';
import { runCommand, type Ended } from './process.ts';
import { endStrays } from './strays.ts';

/** What a client in this process is given; the same as a command gets. */
export interface Invocation {
  /** URL of the MCP endpoint. */
  url: string;
  env: Readonly<Record<string, string>>;
  /** Survives between the launches of one scenario. */
  storage: string;
  /** Follows an authorization URL as a browser does. */
  openBrowser(url: string): Promise<void>;
  print(text: string): void;
  /** Ends the launch. */
  signal: AbortSignal;
}

/** The client under test. */
export type ClientUnderTest =
  | {
      /** The URL of the MCP server is appended. */
      command: string;
      env?: Record<string, string>;
      /** The flag by which the command takes a folder for what it stores. */
      storageArgument?: string;
    }
  | {
      /** Gives the exit code. */
      inProcess: (invocation: Invocation) => Promise<number>;
    }
  | {
      /** A person starts it, and takes the time that a person takes. */
      byHand: ByHand;
    };

/** What the client is told, beside the URL. */
export interface Told {
  /** Name of the scenario, as the official suite would call it. */
  scenario: string;
  check: string;
  context: Json;
  revision: string;
}

/** What became of a launch; plain data, without secrets. */
export type Launch = {
  /** From 1 on; launches side by side have the same number. */
  attempt: number;
  /** Since the lab began. */
  startedMs: number;
  exitCode?: number;
  killedBy?: string;
  /** A person used it, and was done. */
  byHand?: true;
  /** Why the lab ended it. */
  endedByLab?: 'time' | 'requests';
  durationMs: number;
  /** What it printed, at most 64 KiB. */
  output: string;
  /** URLs that it opened in a browser, and how far that came. */
  opened: Opened[];
};

/** A URL that the client opened in a browser. */
export type Opened = {
  url: string;
  end: Visited['end'];
  /** How the client's own page answered; a few KiB of it. */
  page?: { status: number; location?: string; contentType?: string; body: string };
};

export interface LaunchSetup {
  target: ClientUnderTest;
  recorder: Recorder;
  /** The scenario, for what the browser sends. */
  by: string;
  url: string;
  storage: string;
  told: Told;
  limitMs: number;
  /** Ends the launch early: the run was interrupted. */
  signal: AbortSignal | undefined;
  /** Resolves when the client has sent more requests than any client needs. */
  flooded: Promise<void>;
}

/** Runs the client once, to its end. */
export async function launch(setup: LaunchSetup): Promise<Omit<Launch, 'attempt' | 'startedMs'>> {
  const { target, recorder, limitMs, signal, flooded } = setup;
  const started = performance.now();
  const over = new AbortController();
  let endedByLab: Launch['endedByLab'];
  const end = (why: NonNullable<Launch['endedByLab']>) => () => {
    if (!over.signal.aborted) endedByLab = why;
    over.abort();
  };
  const isLimited = !('byHand' in target);
  const timer = isLimited ? setTimeout(end('time'), limitMs) : undefined;
  if (isLimited) void flooded.then(end('requests'));
  const onAbort = (): void => over.abort();
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted === true) over.abort();
  const visits: Promise<Visited>[] = [];
  const open = (url: string): Promise<Visited> => {
    const visited = browse(url, { recorder, by: setup.by, signal: over.signal });
    visits.push(visited);
    return visited;
  };
  const how = await run(setup, { open, signal: over.signal });
  clearTimeout(timer);
  signal?.removeEventListener('abort', onAbort);
  over.abort();
  const pages = await Promise.all(visits);
  const { output, ...rest } = how;
  const opened = pages.map(openedFrom);
  return {
    ...rest,
    ...(endedByLab === undefined ? {} : { endedByLab }),
    durationMs: Math.round(performance.now() - started),
    output: recorder.redactor.heard(output),
    opened,
  };
}

const KEPT_PAGE = 4 * 1024;

function openedFrom({ url, end, callback }: Visited): Opened {
  const response = callback?.response;
  if (response === undefined) return { url, end };
  const { status, headers, body } = response;
  const [location, contentType] = [headerOf(headers, 'location'), headerOf(headers, 'content-type')];
  const named = {
    ...(location === undefined ? {} : { location }),
    ...(contentType === undefined ? {} : { contentType }),
  };
  return { url, end, page: { status, ...named, body: body.slice(0, KEPT_PAGE) } };
}

function run(setup: LaunchSetup, running: Running): Promise<Ended> {
  const { target, url } = setup;
  if ('byHand' in target) return waitForPerson(target.byHand, url, running.signal);
  return 'inProcess' in target ? runHere(target, setup, running) : runThere(target, setup, running);
}

interface Running {
  open: (url: string) => Promise<Visited>;
  signal: AbortSignal;
}

function environmentOf({ told, storage }: LaunchSetup): Record<string, string> {
  return {
    MCP_CONFORMANCE_SCENARIO: told.scenario,
    MCP_CONFORMANCE_CHECK: told.check,
    MCP_CONFORMANCE_CONTEXT: JSON.stringify(told.context),
    MCP_CONFORMANCE_PROTOCOL_VERSION: told.revision,
    MCP_CONFORMANCE_STORAGE: storage,
  };
}

async function runThere(
  target: Extract<ClientUnderTest, { command: string }>,
  setup: LaunchSetup,
  { open, signal }: Running,
): Promise<Ended> {
  const folder = await mkdtemp(join(tmpdir(), 'mcp-client-'));
  const openers = await openOpeners(folder, (url) => void open(url));
  const { storage, url } = setup;
  const flag = target.storageArgument === undefined ? '' : ` ${target.storageArgument} ${quoted(storage)}`;
  try {
    return await runCommand({
      command: `${target.command}${flag} ${quoted(url)}`,
      env: { ...process.env, ...environmentOf(setup), ...openers.env(process.env), ...target.env },
      signal,
    });
  } finally {
    openers.close();
    await endStrays(openers.mark);
    await rm(folder, { recursive: true, force: true });
  }
}

/** For a POSIX shell; folder names and loopback URLs hold no quotes. */
function quoted(text: string): string {
  return `'${text}'`;
}

const LAST_WORDS_MS = 500;

/** A client in this process cannot be killed: it is told, and then no longer waited for. */
async function runHere(
  { inProcess }: Extract<ClientUnderTest, { inProcess: unknown }>,
  setup: LaunchSetup,
  { open, signal }: Running,
): Promise<Ended> {
  let output = '';
  const ended = new Promise<Ended>((resolve) => {
    const give = (how: Omit<Ended, 'output'>) => resolve({ ...how, output });
    signal.addEventListener('abort', () => setTimeout(give, LAST_WORDS_MS, { killedBy: 'SIGTERM' }).unref(), {
      once: true,
    });
    inProcess({
      url: setup.url,
      env: environmentOf(setup),
      storage: setup.storage,
      openBrowser: async (url) => {
        await open(url);
      },
      print: (text) => {
        output = (output + text).slice(-64 * 1024);
      },
      signal,
    }).then(
      (exitCode) => give(signal.aborted ? { killedBy: 'SIGTERM' } : { exitCode }),
      (error: unknown) => {
        output += error instanceof Error ? (error.stack ?? error.message) : String(error);
        give(signal.aborted ? { killedBy: 'SIGTERM' } : { exitCode: 1 });
      },
    );
  });
  return ended;
}
