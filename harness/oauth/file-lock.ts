import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

const PAUSE_MS = 25;
/** Who holds a lock for so long has died, or hangs. */
const LONGEST_HOLD_MS = 60_000;

/**
 * Does something while no other process of this machine does: who makes the file holds the lock. One whose holder has died
 * is taken over. Once the signal is aborted it waits no longer.
 *
 * @throws the error of Node.js when the file cannot be made.
 */
export async function withLock<T>(file: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  let isHeld = await take(file);
  while (!isHeld && signal?.aborted !== true) {
    await delay(PAUSE_MS);
    isHeld = await take(file);
  }
  try {
    return await work();
  } finally {
    if (isHeld) await rm(file, { force: true });
  }
}

async function take(file: string): Promise<boolean> {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
  if (await isLeftBehind(file)) await rm(file, { force: true });
  return false;
}

async function isLeftBehind(file: string): Promise<boolean> {
  const found = await Promise.all([readFile(file, 'utf8'), stat(file)]).catch(() => undefined);
  if (found === undefined) return false;
  const [text, { mtimeMs }] = found;
  // Between making and writing it is empty.
  const hasDied = text !== '' && !isAlive(Number(text));
  return hasDied || Date.now() - mtimeMs > LONGEST_HOLD_MS;
}

function isAlive(id: number): boolean {
  if (!Number.isSafeInteger(id) || id <= 0) return false;
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // It lives, and belongs to somebody else.
    return codeOf(error) === 'EPERM';
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
