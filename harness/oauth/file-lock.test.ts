import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { withLock } from './file-lock.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-lock-'));
  file = join(folder, 'storage.lock');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('lets one in at a time, and leaves nothing behind', async () => {
  let inside = 0;
  let most = 0;
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise(setImmediate);
    inside -= 1;
  };
  await Promise.all(Array.from({ length: 5 }, () => withLock(file, work)));
  expect(most).toBe(1);
  expect(await readdir(folder)).toEqual([]);
});

it('is given back when the work fails', async () => {
  await expect(withLock(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await withLock(file, () => Promise.resolve('in'))).toBe('in');
});

it('is taken over from a process that has died', async () => {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  await writeFile(file, String(child.pid));
  expect(await withLock(file, () => Promise.resolve('in'))).toBe('in');
});

it('is taken over from one that hangs', async () => {
  await writeFile(file, String(process.pid));
  const longAgo = new Date(Date.now() - 120_000);
  await utimes(file, longAgo, longAgo);
  expect(await withLock(file, () => Promise.resolve('in'))).toBe('in');
});

it('is not waited for any longer when the attempt is ended, and stays with its holder', async () => {
  await writeFile(file, String(process.pid));
  expect(await withLock(file, () => Promise.resolve('in'), AbortSignal.abort())).toBe('in');
  expect(await readdir(folder)).toEqual(['storage.lock']);
});

it('says why it cannot be had', async () => {
  const elsewhere = join(folder, 'missing', 'storage.lock');
  await expect(withLock(elsewhere, () => Promise.resolve('in'))).rejects.toMatchObject({ code: 'ENOENT' });
});
