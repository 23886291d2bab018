import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

export interface CommandOptions {
  /** Run by a shell. */
  command: string;
  env: Record<string, string | undefined>;
  cwd?: string;
  /** Ends it. */
  signal: AbortSignal;
}

/** How a process ended, and what it printed. */
export interface Ended {
  exitCode?: number;
  /** The signal that ended it, by others or by us. */
  killedBy?: string;
  /** A person used the client, and was done. */
  byHand?: true;
  output: string;
}

const OUTPUT_LIMIT = 64 * 1024;
const GRACE_MS = 1_000;
const LAST_WORDS_MS = 300;
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) signalGroup(child, 'SIGKILL');
});

/**
 * Runs a command in a process group of its own until it ends or is ended; then whatever it has left behind in its group is
 * ended too. Of its output the beginning and the end are kept, raw.
 */
export async function runCommand({ command, env, cwd, signal }: CommandOptions): Promise<Ended> {
  const child = spawn(command, {
    shell: true,
    detached: true,
    env,
    ...(cwd === undefined ? {} : { cwd }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const output = keepOutput(child);
  const exited = new Promise<Omit<Ended, 'output'>>((resolve) => {
    child.once('error', () => resolve({ exitCode: 127 }));
    child.once('exit', (code, by) =>
      resolve(code === null ? { killedBy: by ?? 'a signal' } : { exitCode: code }),
    );
  });
  const closed = once(child, 'close').catch(() => undefined);
  const stop = (): void => void endGently(child, exited);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  const how = await exited;
  signal.removeEventListener('abort', stop);
  await within(LAST_WORDS_MS, closed);
  signalGroup(child, 'SIGKILL');
  await within(LAST_WORDS_MS, closed);
  child.stdout.destroy();
  child.stderr.destroy();
  running.delete(child);
  return { ...how, output: output() };
}

/** SIGTERM, and for who does not listen SIGKILL. */
async function endGently(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  signalGroup(child, 'SIGTERM');
  await within(GRACE_MS, exited);
  signalGroup(child, 'SIGKILL');
}

async function within(milliseconds: number, what: Promise<unknown>): Promise<void> {
  const over = new AbortController();
  await Promise.race([what, delay(milliseconds, undefined, { signal: over.signal }).catch(() => undefined)]);
  over.abort();
}

/** Keeps the first and the last 32 KiB; the middle of megabytes is nobody's reading. */
function keepOutput(child: ChildProcess): () => string {
  const half = OUTPUT_LIMIT / 2;
  let head = '';
  let tail = '';
  let dropped = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      const room = half - head.length;
      head += text.slice(0, Math.max(0, room));
      const rest = text.slice(Math.max(0, room));
      if (rest === '') return;
      dropped ||= tail.length + rest.length > half;
      tail = (tail + rest).slice(-half);
    });
  }
  return () => (dropped ? `${head}\n… cut …\n${tail}` : head + tail);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}
