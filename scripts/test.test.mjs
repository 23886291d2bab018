import { expect, it, vi } from 'vitest';
import { lastLine, playwrightCounts, printedCounts, total, vitestCounts } from './test.mjs';

const counts = (passed, failed = 0, skipped = 0) => ({ passed, failed, skipped });

it('adds up all parts', () => {
  const parts = [
    { name: 'a', counts: counts(3, 1) },
    { name: 'b', counts: counts(2, 0, 4) },
  ];
  expect(total(parts)).toEqual(counts(5, 1, 4));
});

it.each([
  ['ended badly', { name: 'a', counts: counts(3), crashed: 'ended with exit code 1' }, counts(3, 1)],
  ['gave no result', { name: 'a', counts: undefined, crashed: 'no result' }, counts(0, 1)],
  ['ran nothing', { name: 'a', counts: counts(0) }, counts(0, 1)],
])('counts a part that %s as a failure', (_, part, expected) => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(total([part])).toEqual(expected);
  expect(said).toHaveBeenCalledWith(expect.stringContaining('counted as one failure'));
  said.mockRestore();
});

it('names the skipped ones only when there are some', () => {
  expect(lastLine(counts(5))).toBe('5 passed, 0 failed');
  expect(lastLine(counts(5, 1, 2))).toBe('5 passed, 1 failed, 2 skipped');
});

it('counts a test file of vitest that could not be loaded', () => {
  const report = {
    numPassedTests: 2,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [
      { status: 'failed', assertionResults: [{ status: 'failed' }] },
      { status: 'failed', assertionResults: [] },
    ],
  };
  expect(vitestCounts(report)).toEqual(counts(2, 2, 2));
});

it('counts a flaky test and an error outside of tests as failures', () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 };
  expect(playwrightCounts({ stats, errors: [{}] })).toEqual(counts(4, 3, 2));
});

it('reads a printed last line, and nothing else', () => {
  expect(printedCounts('chatter\n7 passed, 2 failed\n')).toEqual(counts(7, 2));
  expect(printedCounts('7 passed, 2 failed, 1 skipped')).toEqual(counts(7, 2, 1));
  expect(printedCounts('7 passed, 2 failed\nand then a crash')).toBeUndefined();
  expect(printedCounts('')).toBeUndefined();
});
