import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rmdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Registration, Tokens } from './types.ts';

interface Contents {
  /** By issuer: nothing of one authorization server is ever shown to another. */
  registrations: Record<string, Registration>;
  /** By issuer and resource. */
  tokens: Record<string, Tokens>;
  /** By URL of the MCP server: whose tokens it was last called with. */
  issuers: Record<string, string>;
}

/** What the client remembers, in one file that only its user can read. */
export interface Storage {
  readonly contents: Contents;
  save(): Promise<void>;
  /** Does something while no other process of this client does; what that has stored by then is read first. */
  alone<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

/** No login takes longer: who holds the lock for so long has died. */
const LONGEST_HOLD_MS = 60_000;
const PAUSE_MS = 25;

export async function openStorage(folder: string): Promise<Storage> {
  const file = join(folder, 'client.json');
  const lock = join(folder, 'lock');
  const contents = await readContents(file);
  return {
    contents,
    async save() {
      await mkdir(folder, { recursive: true });
      const next = `${file}.${randomUUID()}`;
      await writeFile(next, JSON.stringify(contents), { mode: 0o600 });
      await rename(next, file);
    },
    async alone(work, signal) {
      await mkdir(folder, { recursive: true });
      await acquire(lock, signal);
      try {
        Object.assign(contents, await readContents(file));
        return await work();
      } finally {
        await rmdir(lock).catch(() => undefined);
      }
    },
  };
}

async function readContents(file: string): Promise<Contents> {
  return readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as Contents,
    () => ({ registrations: {}, tokens: {}, issuers: {} }),
  );
}

/** A folder can be made once only, whoever tries. */
async function acquire(lock: string, signal: AbortSignal): Promise<void> {
  const isMine = (): Promise<boolean> =>
    mkdir(lock).then(
      () => true,
      () => false,
    );
  while (!(await isMine())) {
    signal.throwIfAborted();
    const since = (await stat(lock).catch(() => undefined))?.mtimeMs ?? Date.now();
    if (Date.now() - since > LONGEST_HOLD_MS) await rmdir(lock).catch(() => undefined);
    else await delay(PAUSE_MS);
  }
}

export function tokensKey(issuer: string, url: string): string {
  return `${issuer} ${url}`;
}
