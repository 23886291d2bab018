import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';

export interface Child {
  /** Ends the process and all its children; resolves when they are gone. */
  stop(): Promise<void>;
}

export interface ChildOptions {
  command: string;
  env: Record<string, string>;
  /** Where it will listen. */
  host: string;
  port: number;
  /** File that receives its output, appended. */
  logFile?: string | undefined;
  /** Removes secrets from each line before it is kept. */
  redact?: ((line: string) => string) | undefined;
  /** How long it may take until it listens, milliseconds. */
  startTimeoutMs: number;
  signal?: AbortSignal | undefined;
}

/** The server under test did not come up; the message says what happened and what to look at. */
export class ChildTrouble extends Error {
  override readonly name = 'ChildTrouble';
}

const GRACE_MS = 2_000;
/** How long the output may take to end after everybody was killed. */
const LAST_WORDS_MS = 500;
/** Each child with a promise of its end: its process gone and its output read. */
const running = new Map<ChildProcess, Promise<unknown>>();
process.on('exit', () => [...running.keys()].forEach((child) => signalGroup(child, 'SIGKILL')));

/**
 * Starts a server by a shell command in a process group of its own and waits until its port accepts connections.
 *
 * @throws ChildTrouble when it exits, does not listen in time, or the port is already taken.
 */
export async function startChild(options: ChildOptions): Promise<Child> {
  if (await accepts(options.host, options.port)) {
    throw new ChildTrouble(
      `Port ${options.port} is already in use, so the server under test cannot listen there. End the other program or write {port} in the URL.`,
    );
  }
  const child = spawn(options.command, {
    shell: true,
    detached: true,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.set(
    child,
    once(child, 'close').catch(() => undefined),
  );
  const { lastLines, flushed } = keepOutput(child, options);
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
  const stop = async () => {
    await stopChild(child);
    await flushed;
  };
  try {
    await untilListening(options, exited, lastLines);
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}

async function untilListening(
  options: ChildOptions,
  exited: Promise<string>,
  lastLines: () => string,
): Promise<void> {
  const { command, host, port, startTimeoutMs, signal } = options;
  let ended: string | undefined;
  void exited.then((how) => (ended = how));
  const deadline = performance.now() + startTimeoutMs;
  for (let wait = 10; ; wait = Math.min(wait * 1.5, 100)) {
    signal?.throwIfAborted();
    if (ended === undefined && (await accepts(host, port))) return;
    const where = options.logFile === undefined ? '' : ` Its whole output: ${options.logFile}.`;
    if (ended !== undefined) {
      throw new ChildTrouble(
        `The command "${command}" ended (${ended}) before it listened on port ${port}.${lastLines()}${where}`,
      );
    }
    if (performance.now() > deadline) {
      throw new ChildTrouble(
        `The command "${command}" did not listen on ${host}:${port} within ${Math.round(startTimeoutMs / 1000)} s. Let it listen on the port in the environment variable PORT, or on the port of the URL.${lastLines()}${where}`,
      );
    }
    await delay(wait, undefined, signal === undefined ? {} : { signal });
  }
}

function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const settle = (result: boolean) => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
    socket.setTimeout(1_000, () => settle(false));
  });
}

const LOG_LIMIT = 10_000_000;
const LINE_LIMIT = 10_000;
/** So much more of a line is looked at, lest half a secret remain at its end. */
const BEYOND_LIMIT = 4_000;

/** Streams the output to the log file line by line, bounded, and keeps the last lines for an error message. */
function keepOutput(child: ChildProcess, { logFile, redact = (line) => line }: ChildOptions) {
  const file = logFile === undefined ? undefined : createWriteStream(logFile, { flags: 'a' });
  file?.on('error', () => undefined);
  let written = 0;
  const last: string[] = [];
  const ends = [child.stdout, child.stderr].map(async (stream) => {
    if (stream === null) return;
    createInterface({ input: stream }).on('line', (raw) => {
      written += raw.length;
      if (written > LOG_LIMIT) return;
      const line = redact(raw.slice(0, LINE_LIMIT + BEYOND_LIMIT)).slice(0, LINE_LIMIT);
      file?.write(`${line}\n`);
      if (line.trim() !== '' && last.push(line.trim().slice(0, 300)) > 3) last.shift();
    });
    await finished(stream).catch(() => undefined);
  });
  const flushed = Promise.all(ends)
    .then(() => new Promise<void>((resolve) => (file === undefined ? resolve() : file.end(resolve))))
    .then(() => (logFile === undefined ? undefined : redactAgain(logFile, redact)));
  const lastLines = () =>
    last.length === 0 ? ' It printed nothing.' : ` Its last words: ${last.join(' / ')}`;
  return { lastLines, flushed };
}

/** Once more over the whole log: for secrets that became known after their line, or that take several lines. */
async function redactAgain(logFile: string, redact: (text: string) => string): Promise<void> {
  const text = await readFile(logFile, 'utf8').catch(() => '');
  const clean = redact(text);
  if (clean !== text) await writeFile(logFile, clean).catch(() => undefined);
}

/**
 * The shell may be gone before what it started, so the end of its output is waited for: it comes when the last process
 * that holds it is gone. What redirected its output elsewhere is killed at the end.
 */
async function stopChild(child: ChildProcess): Promise<void> {
  const closed = running.get(child);
  if (closed === undefined) return;
  const grace = new AbortController();
  signalGroup(child, 'SIGTERM');
  await Promise.race([closed, delay(GRACE_MS, undefined, { signal: grace.signal }).catch(() => undefined)]);
  grace.abort();
  signalGroup(child, 'SIGKILL');
  running.delete(child);
  await Promise.race([closed, delay(LAST_WORDS_MS)]);
  child.stdout?.destroy();
  child.stderr?.destroy();
}

/** Sends a signal to the process group. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}
