import { access } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { MockAuthorizationServer } from '../mock.ts';

/** A state file that follows a mock. */
export interface KeptState {
  /** Says that something may have changed; what changes shortly after one another is written once. */
  changed: () => void;
  /** Writes what has changed and stops following. Throws when it cannot be written. */
  close(): Promise<void>;
}

export interface KeepStateOptions {
  path: string;
  /** Called when the file cannot be written, with an error that names it. */
  onTrouble: (error: unknown) => void;
  /** How long changes are collected, milliseconds. */
  collectMs?: number;
}

const COLLECT_MS = 200;
/** Writing may take at most this part of the time. */
const SHARE = 0.1;

/** Loads the state when the file is there. Throws, naming the file, when it cannot be read. */
export async function loadKeptState(mock: MockAuthorizationServer, path: string): Promise<boolean> {
  const isThere = await access(path).then(
    () => true,
    (error: unknown) => (error as NodeJS.ErrnoException).code !== 'ENOENT',
  );
  if (!isThere) return false;
  const { readStateFile } = await import('../state-file.ts');
  const state = await readStateFile(path);
  await mock.loadState(state);
  return true;
}

/** Saves the state after each exchange that may have changed it, and whenever it is told that something has. */
export function keepState(
  mock: MockAuthorizationServer,
  { path, onTrouble, collectMs = COLLECT_MS }: KeepStateOptions,
): KeptState {
  const closing = new AbortController();
  let isDirty = false;
  let saving: Promise<void> | undefined;

  const save = async (): Promise<void> => {
    isDirty = false;
    await mock.saveState(path);
  };
  const isClosing = (): boolean => closing.signal.aborted;
  const saveWhileDirty = async (): Promise<void> => {
    let pause = collectMs;
    while (isDirty) {
      await delay(pause, undefined, { signal: closing.signal }).catch(() => undefined);
      // The last save is for `close`.
      if (isClosing()) return;
      const began = performance.now();
      await save().catch(onTrouble);
      pause = Math.max(collectMs, (performance.now() - began) / SHARE);
    }
  };
  const changed = (): void => {
    isDirty = true;
    saving ??= saveWhileDirty().finally(() => {
      saving = undefined;
    });
  };
  const stop = mock.traffic.onEntry(({ request: { method }, endpoint }) => {
    if (method === 'POST' || endpoint === 'authorization' || endpoint === 'other') changed();
  });
  return {
    changed,
    close: async () => {
      stop();
      closing.abort();
      await saving;
      await save();
    },
  };
}
