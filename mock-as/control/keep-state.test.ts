import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { MockState } from '../state.ts';
import { startMockAuthorizationServer } from '../start.ts';
import { keepState, loadKeptState } from './keep-state.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mock-state-'));
  path = join(folder, 'state.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const saved = async () => JSON.parse(await readFile(path, 'utf8')) as MockState;
const noTrouble = (error: unknown) => {
  throw error;
};

it('writes what happened, for the owner alone, and nothing half', async () => {
  await using mock = await startMockAuthorizationServer();
  const kept = keepState(mock, { path, onTrouble: noTrouble, collectMs: 1 });
  const response = await fetch(mock.urls.registration, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ redirect_uris: ['http://127.0.0.1:1/callback'], client_name: 'Kept' }),
  });
  const { client_id: id } = (await response.json()) as { client_id: string };
  await expect
    .poll(async () => (await saved().catch(() => undefined))?.clients.known.map(([known]) => known))
    .toContain(id);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  await mock.mint({ subject: 'usr_last' });
  // Nobody says that it changed: the end writes it all the same.
  await kept.close();
  expect((await saved()).tokens.at(-1)?.claims['sub']).toBe('usr_last');
  expect(await readdir(folder)).toEqual(['state.json']);
});

it('a mock begins with the state of the file, and without one as it is', async () => {
  await using mock = await startMockAuthorizationServer();
  expect(await loadKeptState(mock, path)).toBe(false);
  const token = await mock.mint();
  await mock.saveState(path);
  await using other = await startMockAuthorizationServer();
  expect(await loadKeptState(other, path)).toBe(true);
  expect(other.tokens.find(token)?.claims).toEqual(mock.tokens.find(token)?.claims);
  expect(other.jwks()).toEqual(mock.jwks());
});

it('what cannot be read is named, and stays as it is', async () => {
  await using mock = await startMockAuthorizationServer();
  await writeFile(path, '{"version": 1');
  await expect(loadKeptState(mock, path)).rejects.toThrow(/state\.json/);
  await expect(loadKeptState(mock, folder)).rejects.toThrow(folder);
  expect(await readFile(path, 'utf8')).toBe('{"version": 1');
});

it('what cannot be written is told each time, and at the end', async () => {
  await using mock = await startMockAuthorizationServer();
  const troubles: string[] = [];
  const kept = keepState(mock, {
    path: join(folder, 'none', 'state.json'),
    onTrouble: (error) => troubles.push(String(error)),
    collectMs: 1,
  });
  kept.changed();
  await expect.poll(() => troubles.length).toBe(1);
  expect(troubles[0]).toMatch(/cannot be written to .*none/);
  await expect(kept.close()).rejects.toThrow(/cannot be written/);
});
