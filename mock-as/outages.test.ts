import { expect, test, vi } from 'vitest';
import { seededRandom, startMockAuthorizationServer } from './index.ts';
import type { OutageOptions } from './index.ts';

const statuses = async (url: string, count: number): Promise<number[]> => {
  const seen: number[] = [];
  for (let index = 0; index < count; index++) seen.push((await fetch(url)).status);
  return seen;
};

test('a probability hits some requests, and the same ones by the same seed', async () => {
  const run = async (seed: number): Promise<number[]> => {
    await using mock = await startMockAuthorizationServer({ random: seededRandom(seed) });
    await mock.outages.start({ mode: '503', probability: 0.5 });
    return await statuses(mock.urls.jwks, 20);
  };
  const first = await run(1);
  expect(new Set(first)).toEqual(new Set([200, 503]));
  expect(await run(1)).toEqual(first);
  expect(await run(2)).not.toEqual(first);
});

test('numbers of a seed are spread from 0 to 1', () => {
  const random = seededRandom(42);
  const numbers = Array.from({ length: 10_000 }, random);
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...numbers)).toBeLessThan(1);
  const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.02);
});

test('outages are listed and ended by id', async () => {
  await using mock = await startMockAuthorizationServer();
  const { id } = await mock.outages.start({ mode: '500', endpoint: 'jwks' });
  await mock.outages.start({ mode: 'html', endpoint: 'metadata', times: 2 });
  expect(await statuses(mock.urls.jwks, 1)).toEqual([500]);
  expect(mock.outages.list()).toMatchObject([
    { id, mode: '500', endpoint: 'jwks', affected: 1, startedAt: expect.any(Number) as number },
    { id: 2, mode: 'html', times: 2, affected: 0 },
  ]);
  expect(await mock.outages.end(id)).toBe(true);
  expect(await mock.outages.end(id)).toBe(false);
  expect(await statuses(mock.urls.jwks, 1)).toEqual([200]);
});

test('a duration ends an outage by itself, a refusal too', async () => {
  await using mock = await startMockAuthorizationServer();
  await mock.outages.start({ mode: 'refused', duration: 0.05 });
  await expect(fetch(mock.urls.jwks)).rejects.toThrow();
  await vi.waitFor(async () => expect((await fetch(mock.urls.jwks)).status).toBe(200), { timeout: 5_000 });
  expect(mock.outages.list()).toEqual([]);
});

test('latency holds the true answer back, and adds to a failure', async () => {
  await using mock = await startMockAuthorizationServer();
  const timed = async (): Promise<[status: number, milliseconds: number]> => {
    const started = performance.now();
    const { status } = await fetch(mock.urls.jwks);
    return [status, performance.now() - started];
  };
  await mock.outages.start({ mode: 'latency', delay: 120, endpoint: 'jwks' });
  const [good, late] = await timed();
  expect(good).toBe(200);
  expect(late).toBeGreaterThan(110);
  await mock.outages.start({ mode: '503' });
  const [bad, later] = await timed();
  expect(bad).toBe(503);
  expect(later).toBeGreaterThan(110);
  await vi.waitFor(() => expect(mock.traffic.list().map(({ outage }) => outage)).toEqual(['latency', '503']));
});

test.each([
  [{ mode: 'sometimes' }, 'take one of refused, '],
  [{ mode: '503', probability: 2 }, 'from 0 to 1'],
  [{ mode: '503', times: 0 }, 'from 1 on'],
  [{ mode: '503', duration: 0 }, 'at most a day'],
  [{ mode: 'latency', delay: -1 }, 'milliseconds'],
  [{ mode: 'refused', probability: 0.5 }, 'cannot be counted'],
])('%j is refused', async (options, message) => {
  await using mock = await startMockAuthorizationServer();
  await expect(mock.outages.start(options as OutageOptions)).rejects.toThrow(message);
  expect(mock.outages.list()).toEqual([]);
});
