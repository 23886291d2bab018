import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const BIN = new URL('../dist/cli/bin.js', import.meta.url).pathname;

/** What a long-running command prints when it is ready. */
export interface Ready {
  url?: string;
  urls?: { environment?: string; issuer?: string };
}

/** Starts a long-running command of ours and gives what it prints when ready. */
export async function startService(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [BIN, ...args, '--json'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout }))
    return { ready: JSON.parse(line) as Ready, child };
  throw new Error(`${args.join(' ')} ended before it was ready.`);
}
