import { readdir, readFile } from 'node:fs/promises';

/**
 * Ends the processes that a launch has left behind in sessions of their own, such as daemons: each has inherited the mark of
 * the launch in its environment. Only where the system tells (Linux); elsewhere the process group must do.
 *
 * @param mark `NAME=value`, which no other launch has.
 */
export async function endStrays(mark: string): Promise<void> {
  const names = await readdir('/proc').catch(() => []);
  await Promise.all(
    names
      .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
      .map(async (pid) => {
        const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
        if (environment.split('\0').includes(mark)) end(Number(pid));
      }),
  );
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
