import { describe, expect, it } from 'vitest';
import { checkWith, exchangeWith, reportWith, sampleReport } from '../../reports/sample.test-helper.ts';
import { compare } from './compare.ts';
import { gate } from './gate.ts';
import { mergeReports } from './merge.ts';

const at = (url: string, startedAt: string) => ({
  target: { role: 'server' as const, url, situation: 'lab' as const },
  startedAt,
});
const EARLY = '2026-11-03T09:30:00.000Z';
const LATE = '2026-11-03T09:30:10.000Z';

const shard = (topic: string, port: number, startedAt: string) =>
  reportWith(
    [
      checkWith(`server/${topic}/a`, 'pass', {
        evidence: ['x1'],
        exhibits: { bare: 'x1', all: ['x1'], fact: 'x9' },
      }),
    ],
    [exchangeWith('x1', 401, { by: topic })],
    at(`http://127.0.0.1:${port}/mcp`, startedAt),
  );

describe('mergeReports', () => {
  it('makes one report of shards, with one numbering and one clock', () => {
    const merged = mergeReports([shard('b', 1, LATE), shard('a', 2, EARLY)]);
    expect(merged.parts).toBeUndefined();
    expect(merged).toMatchObject({
      startedAt: EARLY,
      durationMs: 11_432,
      verdict: 'conformant',
      summary: { pass: 2 },
    });
    expect(merged.checks.map(({ id, evidence }) => [id, evidence])).toEqual([
      ['server/a/a', ['x2']],
      ['server/b/a', ['x1']],
    ]);
    expect(merged.checks[0]?.exhibits).toEqual({ bare: 'x2', all: ['x2'], fact: 'x9' });
    expect(merged.exchanges.map(({ id, by, timing }) => [id, by, timing.startedMs])).toEqual([
      ['x1', 'b', 10_012],
      ['x2', 'a', 12],
    ]);
  });

  it('keeps the weightier outcome of a check that is there twice', () => {
    const one = (outcome: 'untested' | 'pass' | 'fail') => reportWith([checkWith('server/a/b', outcome)], []);
    expect(mergeReports([one('untested'), one('pass')]).checks.map(({ outcome }) => outcome)).toEqual([
      'pass',
    ]);
    expect(mergeReports([one('fail'), one('pass')]).verdict).toBe('nonconformant');
  });

  it('keeps targets of different names apart, though they look the same', () => {
    const named = (name: string, outcome: 'pass' | 'fail') =>
      reportWith([checkWith('server/a/b', outcome)], [], {
        target: { ...at('http://127.0.0.1:1/mcp', EARLY).target, name },
      });
    const merged = mergeReports([named('one', 'pass'), named('two', 'fail')]);
    expect(merged.parts?.map(({ target, verdict }) => [target.name, verdict])).toEqual([
      ['one', 'conformant'],
      ['two', 'nonconformant'],
    ]);
    expect(merged.target.name).toBeUndefined();
    // Against a baseline each is compared with its own past.
    const { new: worse, unchanged } = compare(
      merged,
      mergeReports([named('one', 'fail'), named('two', 'fail')]),
    );
    expect([worse, unchanged].map((checks) => checks.map(({ part }) => part))).toEqual([[0], [1]]);
  });

  it('keeps several targets apart', () => {
    const one = reportWith([checkWith('server/a/b', 'pass')], [], at('http://h/one', EARLY));
    const two = reportWith([checkWith('server/a/b', 'fail')], [], {
      ...at('http://h/two', EARLY),
      trouble: ['It stopped.'],
      specVersion: '2026-07-28',
    });
    const merged = mergeReports([one, two]);
    expect(merged.target.url).toBe('http://h/one, http://h/two');
    expect(
      merged.parts?.map(({ target, specVersion, verdict }) => [target.url, specVersion, verdict]),
    ).toEqual([
      ['http://h/one', '2025-11-25', 'conformant'],
      ['http://h/two', '2026-07-28', 'nonconformant'],
    ]);
    expect(merged.checks.map(({ part, outcome }) => [part, outcome])).toEqual([
      [0, 'pass'],
      [1, 'fail'],
    ]);
    expect(merged.trouble).toEqual(['http://h/two: It stopped.']);
    expect(merged.verdict).toBe('nonconformant');
    expect(mergeReports([merged, one])).toEqual(mergeReports([one, two]));
  });

  it('is a baseline for each of its targets', () => {
    const of = (outcome: 'pass' | 'fail', path: string) =>
      reportWith([checkWith('server/a/b', outcome)], [], at(`http://h/${path}`, EARLY));
    const before = mergeReports([of('fail', 'one'), of('pass', 'two')]);
    const now = mergeReports([of('pass', 'one'), of('fail', 'two')]);
    expect(gate(now, { failOn: 'must', baseline: before }).gate?.exitCode).toBe(1);
    expect(gate(before, { failOn: 'must', baseline: before }).gate?.exitCode).toBe(0);
  });

  it('tells a gate apart by target, also where only the revision does', () => {
    const of = (specVersion: '2025-11-25' | '2026-07-28', outcome: 'pass' | 'fail') =>
      reportWith([checkWith('server/a/b', outcome), checkWith('server/a/c', 'error')], [], {
        ...at('http://h/mcp', EARLY),
        specVersion,
      });
    const merged = mergeReports([of('2025-11-25', 'fail'), of('2026-07-28', 'fail')]);
    expect(gate(merged, { failOn: 'must' }).gate?.causes).toEqual(
      [
        ['violations', 1, 'http://h/mcp 2025-11-25: 1 violation of a MUST:', 'server/a/b', 0],
        ['violations', 1, 'http://h/mcp 2026-07-28: 1 violation of a MUST:', 'server/a/b', 1],
        ['error', 70, 'http://h/mcp 2025-11-25: 1 check ended in an error of this tool:', 'server/a/c', 0],
        ['error', 70, 'http://h/mcp 2026-07-28: 1 check ended in an error of this tool:', 'server/a/c', 1],
      ].map(([kind, exitCode, text, id, part]) => ({ kind, exitCode, text, checks: [id], part })),
    );
    // And each is compared with its own past.
    const before = mergeReports([of('2025-11-25', 'fail'), of('2026-07-28', 'pass')]);
    expect(compare(before, merged).new.map(({ part }) => part)).toEqual([1]);
    expect(compare(before, merged).unchanged.map(({ part }) => part)).toEqual([0]);
  });

  it('gives a report alone back, without what a gate marked', () => {
    const { checks, ...report } = sampleReport();
    const sorted = [...checks].sort((a, b) => (a.id < b.id ? -1 : 1));
    const gated = gate({ ...report, checks }, { failOn: 'must', baseline: { ...report, checks } });
    expect(mergeReports([gated])).toEqual({ ...report, checks: sorted });
  });

  it('needs a report', () => {
    expect(() => mergeReports([])).toThrow(RangeError);
  });
});
