import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Report } from '../harness/contract.ts';
import { createKeptReport } from './kept-report.ts';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'mcp-auth-kept-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

const report = (verdict: Report['verdict']) => vi.fn(async () => ({ verdict }) as Report);
const never = () => Promise.reject(new Error('made again'));

it('one worker makes the report, the next ones find it', async () => {
  const make = report('nonconformant');
  await createKeptReport(folder, 'a', { run: 1 }).get(make);
  const found = await createKeptReport(folder, 'a', { run: 1 }).get(never);
  expect(found).toEqual({ report: { verdict: 'nonconformant' } });
  expect(make).toHaveBeenCalledTimes(1);
});

it.each([
  ['another group of tests', 'b', { run: 1 }],
  ['another run', 'a', { run: 2 }],
  ['a later run of the same process', 'a', { run: 1, now: () => Date.now() + 120_000 }],
])('%s makes its own', async (_, key, options) => {
  await createKeptReport(folder, 'a', { run: 1 }).get(report('nonconformant'));
  const make = report('conformant');
  expect(await createKeptReport(folder, key, options).get(make)).toEqual({
    report: { verdict: 'conformant' },
  });
  expect(make).toHaveBeenCalledTimes(1);
});

it('an error is thrown once, and told to the next ones', async () => {
  const failing = () => Promise.reject(new Error('no port'));
  await expect(createKeptReport(folder, 'c', { run: 1 }).get(failing)).rejects.toThrow('no port');
  expect(await createKeptReport(folder, 'c', { run: 1 }).get(never)).toEqual({ error: 'no port' });
});
