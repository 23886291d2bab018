import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';

export interface Measured {
  /** Median wall time of the whole process, milliseconds. */
  wallMs: number;
  /** Largest sum of the resident memory of the process and its children, megabytes; 0 where /proc is missing. */
  peakMb: number;
  /** Standard output of the last run. */
  output: string;
}

/**
 * Runs a command of Node.js several times, one after the other, and takes the median. Throws when it ends with another code.
 */
export async function measure(
  args: string[],
  runs: number,
  expectedCode: number | 'any' = 0,
  node = process.execPath,
): Promise<Measured> {
  const walls: number[] = [];
  let peakMb = 0;
  let output = '';
  for (let run = 0; run < runs; run += 1) {
    const one = await runOnce(args, expectedCode, node);
    walls.push(one.wallMs);
    peakMb = Math.max(peakMb, one.peakMb);
    output = one.output;
  }
  return { wallMs: median(walls), peakMb, output };
}

async function runOnce(args: string[], expectedCode: number | 'any', node: string): Promise<Measured> {
  const started = performance.now();
  const child = spawn(node, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  let peakMb = 0;
  const sampler = setInterval(() => {
    peakMb = Math.max(peakMb, memoryMb(child.pid ?? 0));
  }, 15);
  const [code] = (await once(child, 'close')) as [number | null];
  clearInterval(sampler);
  if (expectedCode !== 'any' && code !== expectedCode)
    throw new Error(`"${args.join(' ')}" ended with ${code ?? 'a signal'} instead of ${expectedCode}.`);
  return { wallMs: performance.now() - started, peakMb, output };
}

/**
 * Resident memory of a process and all that descend from it, from /proc; 0 on systems without it. Children of a lab lead
 * process groups of their own, so the parents tell. Pages that processes share count for each.
 */
function memoryMb(root: number): number {
  const all = new Map(processes().flatMap((entry) => statOf(Number(entry))));
  const belongs = (pid: number): boolean => {
    const parent = all.get(pid)?.parent;
    return pid === root || (parent !== undefined && belongs(parent));
  };
  const pages = [...all].reduce((sum, [pid, { rss }]) => sum + (belongs(pid) ? rss : 0), 0);
  return (pages * 4096) / 1e6;
}

function statOf(pid: number): [pid: number, stat: { parent: number; rss: number }][] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // pid (comm) state ppid pgrp … rss is the 24th field; comm may hold spaces, so count from behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return [[pid, { parent: Number(fields[1]), rss: Number(fields[21]) }]];
  } catch {
    // It ended in between.
    return [];
  }
}

function processes(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
