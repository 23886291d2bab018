import { describe, expect, it } from 'vitest';
import type { CheckResult, Evidence, Judgement, Requirement, Revision } from './contract.ts';
import { doesNotApply, ok, violation } from './judgement.ts';
import { rule } from './judge.ts';
import type { FoundCheck } from './plan.ts';
import { rejudge } from './rejudge.ts';
import { checkWith, exchangeWith, reportWith, unanswered } from '../reports/sample.test-helper.ts';

const levels: Record<Revision, 'MUST' | 'SHOULD' | 'none'> = {
  '2025-03-26': 'none',
  '2025-06-18': 'SHOULD',
  '2025-11-25': 'MUST',
  '2026-07-28': 'MUST',
};
const requirement: Requirement = {
  id: 'server.a.one',
  role: 'server',
  topic: 'a',
  statement: '',
  levels,
  sources: [{ doc: 'RFC 6750', section: '3', url: 'https://example.com/' }],
  testable: [],
  probe: '',
  mutant: '',
  remedy: 'Mend it.',
};

type Judge = (evidence: Evidence) => Judgement;

function found(judge: Judge, control?: FoundCheck<never>['check']['control']): FoundCheck<never> {
  const check = {
    id: 'server/a/one',
    requirement: 'server.a.one',
    title: 'One holds',
    probe: () => Promise.reject(new Error('A probe must not run.')),
    judge,
    ...(control === undefined ? {} : { control }),
  } as FoundCheck<never>['check'];
  return { check, requirement };
}

const known = (one: FoundCheck<never>) => new Map([['server/a/one', one]]);
const exchanges = [exchangeWith('x1', 200), exchangeWith('x2', 401), exchangeWith('x3', 200)];
const old = (changes: Partial<CheckResult>) =>
  reportWith([checkWith('server/a/one', 'pass', { durationMs: 7, ...changes })], exchanges);

describe('rejudge', () => {
  it('gives the judge the same evidence: exchanges by name, lists of them, and facts', () => {
    const evidence: Evidence = {
      bare: exchanges[0],
      both: [exchangeWith('x1', 200), exchangeWith('x2', 401)],
      same: true,
      names: ['a', 'b'],
      none: [],
    };
    const seen: Evidence[] = [];
    const one = found((given) => {
      seen.push(given);
      return ok;
    });
    const ruled = rule({ ...one, level: 'MUST' }, evidence);
    const report = old({ ...ruled });
    const again = rejudge(report, known(one));
    expect(seen[1]).toEqual(seen[0]);
    expect(again.checks[0]).toMatchObject({ ...ruled, durationMs: 7 });
  });

  it('takes over what the judge says now, with verdict and summary', () => {
    const report = old({ exhibits: { bare: 'x1' }, evidence: ['x1'] });
    const again = rejudge(report, known(found(() => violation('a', 'b'))));
    expect(again.checks[0]).toMatchObject({
      outcome: 'fail',
      expected: 'a',
      actual: 'b',
      remedy: 'Mend it.',
    });
    expect(again).toMatchObject({ verdict: 'nonconformant', summary: { pass: 0, fail: 1 } });
    expect(rejudge(report, known(found(() => doesNotApply('no')))).checks[0]?.outcome).toBe('not-applicable');
  });

  it('takes the level of the revision, and leaves out what it does not ask for', () => {
    const one = known(found(() => violation('a', 'b')));
    const report = old({ exhibits: {} });
    expect(rejudge({ ...report, specVersion: '2025-06-18' }, one).checks[0]?.outcome).toBe('warn');
    expect(rejudge({ ...report, specVersion: '2025-03-26' }, one).checks).toEqual([]);
  });

  it('looks at the control again', () => {
    const control = {
      title: 'good',
      probe: () => Promise.reject(new Error()),
      holds: () => 'it was refused',
    };
    const report = old({ exhibits: { bare: 'x1', control: 'x2' } });
    const [again] = rejudge(report, known(found(() => ok, control))).checks;
    expect(again).toMatchObject({ outcome: 'inconclusive', evidence: ['x1', 'x2'] });
  });

  it('still proves nothing by an exchange without an answer', () => {
    const report = { ...old({ exhibits: { bare: 'x9' } }), exchanges: [unanswered('x9')] };
    expect(rejudge(report, known(found(() => ok))).checks[0]?.outcome).toBe('inconclusive');
  });

  it('leaves what has no evidence, and says what it does not know', () => {
    const report = old({ outcome: 'untested', reason: 'no token' });
    expect(rejudge(report, known(found(() => ok))).checks[0]).toMatchObject({
      outcome: 'untested',
      durationMs: 7,
    });
    const unknown = rejudge(report, new Map());
    expect(unknown.checks).toEqual(report.checks);
    expect(unknown.notes?.[0]).toContain('server/a/one');
  });

  it('makes a judge that throws an error of ours', () => {
    const again = rejudge(
      old({ exhibits: {} }),
      known(
        found(() => {
          throw new TypeError('x is undefined');
        }),
      ),
    );
    expect(again.checks[0]).toMatchObject({
      outcome: 'error',
      reason: expect.stringContaining('x is undefined') as string,
    });
  });
});
