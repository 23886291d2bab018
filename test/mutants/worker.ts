import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Outcomes } from './matrix.ts';
import type { Request } from './names.ts';

/** A process of the matrix. */
export interface Worker {
  try(request: Request): Promise<Outcomes>;
  close(): void;
}

export function startWorker(): Worker {
  const script = fileURLToPath(new URL('trial.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const waiting = new Map<string, (outcomes: Outcomes) => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const outcomes = JSON.parse(line) as Outcomes;
    waiting.get(outcomes.name)?.(outcomes);
    waiting.delete(outcomes.name);
  });
  const ended = new Promise<never>((_resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      reject(new Error(`A process of the matrix ended with ${code ?? 'a signal'}.`));
    });
  });
  // Its end matters only to who still waits for an answer.
  ended.catch(() => undefined);
  return {
    try: (request) => {
      const answer = new Promise<Outcomes>((resolve) => waiting.set(request.name, resolve));
      child.stdin.write(`${JSON.stringify(request)}\n`);
      return Promise.race([answer, ended]);
    },
    close: () => child.stdin.end(),
  };
}
