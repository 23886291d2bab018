import { expect, it } from 'vitest';
import type { CheckResult, Level, Outcome, Report, Verdict } from '../harness/contract.ts';
import { exitCodeOf } from './verdict.ts';

function check(outcome: Outcome, level: Level): CheckResult {
  return {
    id: 'a/b/c',
    requirement: 'a.b.c',
    title: '',
    level,
    outcome,
    sources: [],
    evidence: [],
    durationMs: 0,
  };
}

function report(verdict: Verdict, ...checks: CheckResult[]): Report {
  const summary = { pass: 0, fail: 0, warn: 0, notApplicable: 0, untested: 0, inconclusive: 0, error: 0 };
  return {
    schemaVersion: '1',
    tool: { name: 'mcp-auth-conformance', version: '0' },
    target: { role: 'server', url: 'http://127.0.0.1/', situation: 'lab' },
    specVersion: '2026-07-28',
    startedAt: '',
    durationMs: 0,
    verdict,
    summary,
    checks,
    exchanges: [],
  };
}

it.each([
  ['passes', report('conformant', check('pass', 'MUST')), [0, 0, 0]],
  ['a violated MUST', report('nonconformant', check('fail', 'MUST')), [1, 1, 1]],
  ['a violated SHOULD', report('conformant', check('warn', 'SHOULD')), [0, 1, 1]],
  ['a violated practice', report('conformant', check('warn', 'practice')), [0, 0, 1]],
  ['a violated MAY', report('conformant', check('warn', 'MAY')), [0, 0, 1]],
  ['an open MUST', report('incomplete', check('inconclusive', 'MUST')), [3, 3, 3]],
  [
    'an open MUST and a warning',
    report('incomplete', check('inconclusive', 'MUST'), check('warn', 'SHOULD')),
    [3, 1, 1],
  ],
  ['a bug of ours', report('incomplete', check('error', 'MAY')), [70, 70, 70]],
  [
    'a violation and a bug of ours',
    report('nonconformant', check('error', 'MUST'), check('fail', 'MUST')),
    [1, 1, 1],
  ],
])('%s', (_, given, [must, should, practice]) => {
  expect(exitCodeOf(given, 'must')).toBe(must);
  expect(exitCodeOf(given, 'should')).toBe(should);
  expect(exitCodeOf(given, 'practice')).toBe(practice);
});
