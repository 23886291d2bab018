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
  const first = createKeptReport(folder, 'a', { run: 1 });
  for (const test of ['one', 'two']) await first.get(test, make);
  for (const test of ['three', 'four'])
    expect(await createKeptReport(folder, 'a', { run: 1 }).get(test, never)).toEqual({
      report: { verdict: 'nonconformant' },
    });
  expect(make).toHaveBeenCalledTimes(1);
});

it.each([
  ['another group of tests', 'b', { run: 1 }],
  ['another run', 'a', { run: 2 }],
  ['a later run of the same process', 'a', { run: 1, now: () => Date.now() + 120_000 }],
])('%s makes its own', async (_, key, options) => {
  await createKeptReport(folder, 'a', { run: 1 }).get('first', report('nonconformant'));
  const make = report('conformant');
  expect(await createKeptReport(folder, key, options).get('second', make)).toEqual({
    report: { verdict: 'conformant' },
  });
  expect(make).toHaveBeenCalledTimes(1);
});

it.each(['one', 'two', 'three'])(
  'a run that follows at once makes its own, begun with test %s',
  async (test) => {
    const make = report('nonconformant');
    const first = createKeptReport(folder, `again ${test}`, { run: 1 });
    for (const told of ['one', 'two']) await first.get(told, make);
    // A second worker of the same run was told too.
    await createKeptReport(folder, `again ${test}`, { run: 1 }).get('three', never);
    const again = report('conformant');
    const second = createKeptReport(folder, `again ${test}`, { run: 1 });
    expect(await second.get(test, again)).toEqual({ report: { verdict: 'conformant' } });
    expect(again).toHaveBeenCalledTimes(1);
    // Its other workers find that one.
    const next = ['one', 'two', 'three'].find((other) => other !== test) ?? '';
    expect(await createKeptReport(folder, `again ${test}`, { run: 1 }).get(next, never)).toEqual({
      report: { verdict: 'conformant' },
    });
  },
);

it('an error is thrown once, and told to the next ones', async () => {
  const failing = () => Promise.reject(new Error('no port'));
  await expect(createKeptReport(folder, 'c', { run: 1 }).get('one', failing)).rejects.toThrow('no port');
  expect(await createKeptReport(folder, 'c', { run: 1 }).get('two', never)).toEqual({ error: 'no port' });
});
