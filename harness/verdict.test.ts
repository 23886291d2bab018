import { describe, expect, it } from 'vitest';
import type { CheckResult, Level, Outcome } from './contract.ts';
import { summarise, verdictOf } from './verdict.ts';

const check = (outcome: Outcome, level: Level = 'MUST'): CheckResult => ({
  id: 'server/test/one',
  requirement: 'server.test.one',
  title: 'It is so',
  level,
  outcome,
  sources: [],
  evidence: [],
  durationMs: 1,
});
const verdict = (...checks: CheckResult[]) => verdictOf(checks, []);

describe('verdictOf', () => {
  it('is conformant when something passed and no MUST is violated or open', () => {
    expect(verdict(check('pass'), check('not-applicable'), check('untested'))).toBe('conformant');
    expect(verdict(check('pass'), check('warn', 'SHOULD'), check('warn', 'practice'))).toBe('conformant');
    expect(verdict(check('pass'), check('inconclusive', 'SHOULD'))).toBe('conformant');
  });

  it('is nonconformant by one failure, whatever else happened', () => {
    expect(verdict(check('pass'), check('fail'))).toBe('nonconformant');
    expect(verdict(check('fail'), check('inconclusive'), check('error'))).toBe('nonconformant');
    expect(verdictOf([check('fail')], ['The run was interrupted.'])).toBe('nonconformant');
  });

  it('is open where a MUST is, where we stumbled, and where the run did not end', () => {
    expect(verdict(check('pass'), check('inconclusive'))).toBe('incomplete');
    expect(verdict(check('pass'), check('error', 'practice'))).toBe('incomplete');
    expect(verdictOf([check('pass')], ['The run was interrupted.'])).toBe('incomplete');
  });

  it('is never conformant by default', () => {
    expect(verdict()).toBe('incomplete');
    expect(verdict(check('untested'), check('not-applicable'), check('warn', 'SHOULD'))).toBe('incomplete');
  });
});

describe('summarise', () => {
  it('counts each outcome under its name', () => {
    const outcomes: Outcome[] = [
      'pass',
      'pass',
      'fail',
      'warn',
      'not-applicable',
      'untested',
      'inconclusive',
      'error',
    ];
    expect(summarise(outcomes.map((outcome) => check(outcome)))).toEqual({
      pass: 2,
      fail: 1,
      warn: 1,
      notApplicable: 1,
      untested: 1,
      inconclusive: 1,
      error: 1,
    });
    expect(Object.values(summarise([])).every((count) => count === 0)).toBe(true);
  });
});
