import { expect, it } from 'vitest';
import { checkWith, reportWith } from '../../reports/sample.test-helper.ts';
import { gate } from './gate.ts';
import { mergeReports } from './merge.ts';
import { mergeGated, worst } from './merge-gated.ts';

const report = (...checks: [string, 'pass' | 'fail'][]) =>
  reportWith(
    checks.map(([id, outcome]) => checkWith(id, outcome)),
    [],
    { target: { role: 'server', url: 'http://127.0.0.1:1/mcp', situation: 'lab' } },
  );

it('keeps what each gate looked past, and holds when all hold', () => {
  const old = report(['server/a/known', 'fail']);
  const one = gate(report(['server/a/known', 'fail'], ['server/a/good', 'pass']), {
    failOn: 'must',
    baseline: old,
  });
  const two = gate(report(['server/a/known', 'fail']), { failOn: 'should' });
  const both = mergeGated([
    { name: 'one', report: one },
    { name: 'two', report: two },
  ]);
  expect(both.checks.map(({ id, part, excuse }) => [id, part, excuse?.by])).toEqual([
    ['server/a/good', 0, undefined],
    ['server/a/known', 0, 'baseline'],
    ['server/a/known', 1, undefined],
  ]);
  expect(both.gate).toMatchObject({ failOn: 'should', exitCode: 1, coverage: { judged: 3, applicable: 3 } });
  expect(both.gate?.causes.map(({ text }) => text)).toEqual([
    expect.stringMatching(/^two: 1 violation of a MUST or SHOULD/),
  ]);
  expect(both.gate?.causes.map(({ part }) => part)).toEqual([1]);
  const alone = mergeGated([{ name: 'one', report: one }]);
  expect(alone.gate).toEqual(one.gate);
  expect(alone.target.name).toBe('one');
});

it('says of each cause and trouble whose it is, also when it is merged once more', () => {
  const stopped = {
    ...report(['server/a/b', 'fail']),
    trouble: ['stopped early'],
    notes: ['revision: guessed'],
  };
  const of = (name: string) => ({ name, report: gate(stopped, { failOn: 'must' }) });
  const merged = mergeGated([of('one'), of('two')], ['three: could not be run.']);
  expect(merged.trouble).toEqual(['one: stopped early', 'two: stopped early', 'three: could not be run.']);
  expect(merged.gate?.causes.map(({ kind, text, part }) => [kind, text.split(':')[0], part])).toEqual([
    ['violations', 'one', 0],
    ['open', 'one', 0],
    ['violations', 'two', 1],
    ['open', 'two', 1],
    ['open', 'three', undefined],
  ]);
  const again = mergeReports([merged]);
  expect(again.trouble).toEqual(merged.trouble);
  expect(again.notes).toEqual(['one: revision: guessed', 'two: revision: guessed']);
});

it('stays open when a target could not be run', () => {
  const good = gate(report(['server/a/good', 'pass']), { failOn: 'must' });
  const merged = mergeGated([{ name: 'good', report: good }], ['bad: could not be run.']);
  expect(merged).toMatchObject({ verdict: 'incomplete', trouble: ['bad: could not be run.'] });
  expect(merged.gate?.exitCode).toBe(3);
});

it.each([
  [[0, 0], 0],
  [[3, 0, 1], 1],
  [[70, 3], 70],
  [[2, 3], 2],
  [[70, 1], 1],
])('the worst of %j is %d', (codes, expected) => expect(worst(codes)).toBe(expected));
