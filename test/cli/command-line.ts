/**
 * Runs the command line as a user would: a process of its own. Built, where MCP_AUTH_TEST_BUILD names the folder, which
 * saves a second at each start; else from its source.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const built = process.env['MCP_AUTH_TEST_BUILD'];

/** Arguments of Node.js that start the command line. */
export const COMMAND: readonly string[] =
  built === undefined
    ? ['--import', import.meta.resolve('tsx'), join(root, 'cli/bin.ts')]
    : [join(root, built, 'cli/bin.js')];

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Started {
  process: ChildProcess;
  ended: Promise<Ended>;
  /** Resolves with all of the stream as soon as it holds the text. */
  printed(stream: 'stdout' | 'stderr', text: string): Promise<string>;
}

export interface RunOptions {
  cwd?: string;
  env?: Record<string, string>;
}

/** Starts the command line. */
export function start(args: string[], { cwd, env }: RunOptions = {}): Started {
  const child = spawn(process.execPath, [...COMMAND, ...args], {
    cwd,
    env: { ...process.env, NO_COLOR: '1', DEBUG: '', GITHUB_ACTIONS: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Below the time limit of a test: one that hangs must not leave a process behind.
    timeout: 50_000,
    killSignal: 'SIGKILL',
  });
  const text = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text.stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (text.stderr += chunk));
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, ...text })));
  return {
    process: child,
    ended,
    printed: (stream, wanted) =>
      new Promise((resolve, reject) => {
        const look = () => text[stream].includes(wanted) && resolve(text[stream]);
        child[stream].on('data', look);
        look();
        void ended.then(() => reject(new Error(`Ended without "${wanted}": ${JSON.stringify(text)}`)));
      }),
  };
}

/** Runs the command line to its end. */
export function run(args: string[], options: RunOptions = {}): Promise<Ended> {
  return start(args, options).ended;
}

/** A folder that is gone after `remove`. */
export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'mcp-auth-cli-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
