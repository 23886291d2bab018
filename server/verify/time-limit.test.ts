import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, expect, it, vi } from 'vitest';
import { timeLimit } from './upstream.ts';

afterEach(() => {
  vi.useRealTimers();
});

it('ends after the time, and says that time was the reason', async () => {
  vi.useFakeTimers();
  const signal = timeLimit(500);
  await vi.advanceTimersByTimeAsync(499);
  expect(signal.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(signal.aborted).toBe(true);
  expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
});

it('does not count a stretch in which the process could not work', async () => {
  const signal = timeLimit(100);
  const busyUntil = performance.now() + 150;
  while (performance.now() < busyUntil);
  await nextTurn();
  await nextTurn();
  expect(signal.aborted).toBe(false);
});
