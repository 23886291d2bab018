import { readFileSync } from 'node:fs';

/** Whether a process runs; one that ended and was not yet reaped by its parent (state Z) does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
