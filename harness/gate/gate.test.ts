import { describe, expect, it } from 'vitest';
import type { CheckResult, FailOn, Level, Outcome, Report } from '../contract.ts';
import { checkWith, reportWith } from '../../reports/sample.test-helper.ts';
import { parseExpectedFailures } from './expected-failures.ts';
import { gate, ungated, type GatePolicy } from './gate.ts';
import { recounted } from './requirement-set.ts';

const check = (outcome: Outcome, level: Level = 'MUST', name = outcome) =>
  checkWith(`server/a/${name}`, outcome, { level });
const report = (...checks: CheckResult[]): Report => recounted(reportWith(checks, []));
const policy = (changes: Partial<GatePolicy> = {}): GatePolicy => ({ failOn: 'must', ...changes });
const expecting = (text: string, known?: string[]): GatePolicy =>
  policy({
    expectations: {
      entries: parseExpectedFailures(text, 'known.yaml'),
      today: '2026-11-21',
      known: known && new Set(known),
    },
  });
const textsOf = ({ gate: result }: Report) =>
  result?.causes.map(({ text, checks }) => [text, ...checks].join(' '));

describe('exit codes', () => {
  it.each<[string, Report, [number, number, number]]>([
    ['passes', report(check('pass')), [0, 0, 0]],
    ['a violated MUST', report(check('fail')), [1, 1, 1]],
    ['a violated SHOULD', report(check('pass'), check('warn', 'SHOULD')), [0, 1, 1]],
    ['a violated practice', report(check('pass'), check('warn', 'practice')), [0, 0, 1]],
    ['a violated MAY', report(check('pass'), check('warn', 'MAY')), [0, 0, 1]],
    ['an open MUST', report(check('pass'), check('inconclusive')), [3, 3, 3]],
    ['an open SHOULD', report(check('pass'), check('inconclusive', 'SHOULD')), [0, 0, 0]],
    ['an open MUST and a warning', report(check('inconclusive'), check('warn', 'SHOULD')), [3, 1, 1]],
    ['a bug of ours', report(check('pass'), check('error', 'MAY')), [70, 70, 70]],
    ['a violation and a bug of ours', report(check('error'), check('fail')), [1, 1, 1]],
    ['nothing that passed', report(check('untested')), [3, 3, 3]],
    ['a warning alone', report(check('warn', 'SHOULD')), [3, 1, 1]],
    ['no checks', report(), [3, 3, 3]],
    ['trouble', recounted(reportWith([check('pass')], [], { trouble: ['It stopped.'] })), [3, 3, 3]],
  ])('%s', (_, given, codes) => {
    const found = (['must', 'should', 'practice'] satisfies FailOn[]).map(
      (failOn) => gate(given, { failOn }).gate?.exitCode,
    );
    expect(found).toEqual(codes);
  });

  it('tells each cause', () => {
    const all = report(check('fail'), check('error'), check('inconclusive'), check('pass'));
    expect(
      gate(all, policy({ minCoverage: 90 })).gate?.causes.map(({ kind, exitCode }) => [kind, exitCode]),
    ).toEqual([
      ['violations', 1],
      ['error', 70],
      ['open', 3],
      ['coverage', 3],
    ]);
  });
});

describe('expected failures', () => {
  const list = '- check: server/a/fail\n  reason: issue 12\n';

  it('excuse a violation, which stays in verdict and report', () => {
    const result = gate(report(check('pass'), check('fail')), expecting(list));
    expect(result.gate).toMatchObject({ exitCode: 0, causes: [], expectedFailures: 1 });
    expect(result.verdict).toBe('nonconformant');
    expect(result.checks[1]?.excuse).toEqual({ by: 'expected-failures', reason: 'issue 12' });
  });

  it('may be all there is', () => {
    expect(gate(report(check('fail')), expecting(list)).gate?.exitCode).toBe(0);
  });

  it('that pass are an error', () => {
    const result = gate(report(checkWith('server/a/fail', 'pass')), expecting(list));
    expect(result.gate?.exitCode).toBe(1);
    expect(textsOf(result)).toEqual([
      'Listed as an expected failure ("server/a/fail"), but passes: remove the entry. server/a/fail',
    ]);
  });

  it('that match nothing are an error', () => {
    const result = gate(report(check('pass')), expecting(list));
    expect(result.gate?.exitCode).toBe(1);
    expect(textsOf(result)?.[0]).toMatch(/"server\/a\/fail" matches no check of this run/);
  });

  it.each(['inconclusive', 'error'] as const)('never excuse what is %s', (outcome) => {
    const result = gate(report(check('pass'), checkWith('server/a/fail', outcome)), expecting(list));
    expect(result.gate?.exitCode).toBe(outcome === 'error' ? 70 : 3);
    expect(result.checks[1]?.excuse).toBeUndefined();
  });

  it('leave what else is violated, and an open MUST beside an excused violation', () => {
    const other = check('fail', 'MUST', 'other' as Outcome);
    expect(gate(report(check('pass'), check('fail'), other), expecting(list)).gate?.causes).toMatchObject([
      { kind: 'violations', checks: ['server/a/other'] },
    ]);
    const open = report(check('pass'), check('fail'), check('inconclusive'));
    expect(gate(open, expecting(list)).gate?.exitCode).toBe(3);
  });

  it('name many checks by a glob, of which none may pass', () => {
    const glob = '- check: server/a/*\n  reason: later\n';
    const two = [check('fail'), check('warn', 'SHOULD')];
    expect(gate(report(...two), { ...expecting(glob), failOn: 'practice' }).gate?.exitCode).toBe(0);
    expect(gate(report(...two, check('pass')), expecting(glob)).gate?.causes).toMatchObject([
      { kind: 'expectations', checks: ['server/a/pass'] },
    ]);
  });

  it('name a requirement, which passes only when none of its checks is violated', () => {
    const ofOne = (outcome: Outcome) =>
      checkWith(`server/a/${outcome}`, outcome, { requirement: 'server.a.one' });
    const entry = expecting('- requirement: server.a.*\n  reason: later\n');
    expect(gate(report(ofOne('fail'), ofOne('pass')), entry).gate?.exitCode).toBe(0);
    expect(gate(report(ofOne('pass'), ofOne('untested')), entry).gate?.exitCode).toBe(0);
    expect(gate(report(ofOne('pass')), entry).gate?.exitCode).toBe(1);
  });

  it('end after their last day', () => {
    const until = (day: string) => expecting(`- check: server/a/fail\n  reason: soon\n  expires: ${day}\n`);
    const given = report(check('pass'), check('fail'));
    expect(gate(given, until('2026-11-21')).gate?.exitCode).toBe(0);
    const late = gate(given, until('2026-11-20'));
    expect(late.gate?.exitCode).toBe(1);
    expect(textsOf(late)).toEqual([
      '1 violation of a MUST: server/a/fail',
      'The expected failure "server/a/fail" has expired on 2026-11-20. server/a/fail',
    ]);
  });

  it('for another role, or for a check that was not asked for, are no error', () => {
    const client = '- check: client/a/b\n  reason: x\n- requirement: client.a.b\n  reason: x\n';
    expect(gate(report(check('pass')), expecting(client)).gate?.exitCode).toBe(0);
    expect(gate(report(check('pass')), expecting(list, ['server/a/fail'])).gate?.exitCode).toBe(0);
    expect(gate(report(check('pass')), expecting(list, ['server/a/other'])).gate?.exitCode).toBe(1);
    expect(gate(report(check('pass')), expecting('- check: cleint/a/b\n  reason: x\n')).gate?.exitCode).toBe(
      1,
    );
  });

  it.each([
    ['check: x', /is not a list/],
    ['- check: x', /entry 1: reason: /],
    ['- check: x\n  reason: ""', /entry 1: reason: say why/],
    ['- requirement: x\n  reason: y\n  expires: soon', /entry 1: expires: write a day/],
    ['- reason: y', /entry 1: check: /],
    ['- check: x\n  reason: y\n  reasons: z', /entry 1: .*reasons/],
    ['- "', /is not YAML/],
    ['- server/a/fail', /entry 1/],
  ])('that cannot be read are told: %j', (text, message) => {
    expect(() => parseExpectedFailures(text, 'known.yaml')).toThrow(message);
    expect(() => parseExpectedFailures(text, 'known.yaml')).toThrow(/^known\.yaml/);
  });

  it('may be none', () => {
    expect(parseExpectedFailures('', 'known.yaml')).toEqual([]);
    expect(parseExpectedFailures('# nothing yet\n', 'known.yaml')).toEqual([]);
  });
});

describe('baseline', () => {
  const before = report(check('pass', 'MUST', 'a' as Outcome), check('fail'), check('warn', 'SHOULD'));

  it('fails only on what is new', () => {
    expect(gate(before, policy({ baseline: before })).gate).toMatchObject({
      exitCode: 0,
      baseline: { fixed: [], new: [], unchanged: ['server/a/fail', 'server/a/warn'] },
    });
    const worse = report(...before.checks, check('fail', 'MUST', 'fresh' as Outcome));
    expect(gate(worse, policy({ baseline: before })).gate).toMatchObject({
      exitCode: 1,
      causes: [{ kind: 'violations', checks: ['server/a/fresh'] }],
      baseline: { new: ['server/a/fresh'] },
    });
  });

  it('tells what is fixed, and what has become a violation of a MUST', () => {
    const now = report(check('pass'), checkWith('server/a/fail', 'pass'), checkWith('server/a/warn', 'fail'));
    expect(gate(now, policy({ baseline: before })).gate).toMatchObject({
      exitCode: 1,
      baseline: { fixed: ['server/a/fail'], new: ['server/a/warn'], unchanged: [] },
    });
  });

  it('never excuses an open question', () => {
    const now = report(check('pass'), checkWith('server/a/fail', 'inconclusive'));
    expect(gate(now, policy({ baseline: before })).gate?.exitCode).toBe(3);
  });

  it('must be of the same role', () => {
    const client = { ...before, target: { ...before.target, role: 'client' as const } };
    expect(textsOf(gate(before, policy({ baseline: client })))?.[0]).toMatch(/role client.*role server/);
  });
});

describe('coverage', () => {
  it('counts what came to a judgement, of what concerns the target', () => {
    const given = report(check('pass'), check('warn', 'SHOULD'), check('untested'), check('not-applicable'));
    const result = (minCoverage: number) => gate(given, policy({ minCoverage })).gate;
    expect(result(66)).toMatchObject({
      exitCode: 0,
      coverage: { judged: 2, applicable: 3, minimumPercent: 66 },
    });
    expect(result(67)).toMatchObject({ exitCode: 3, causes: [{ kind: 'coverage' }] });
  });
});

describe('requirement set', () => {
  it('lets nothing that is newer stop, not even a bug of ours', () => {
    const requirementSet = {
      name: '2025-11-25@1',
      revision: '2025-11-25' as const,
      frozen: '2026-11-21',
      checks: { 'server/a/pass': 'MUST' as const },
    };
    const given = report(check('pass'), check('fail'), check('error'), check('inconclusive'));
    const result = gate(given, policy({ requirementSet, minCoverage: 100 }));
    expect(result.gate).toMatchObject({ exitCode: 0, coverage: { judged: 1, applicable: 1 } });
    expect(result.verdict).toBe('conformant');
  });
});

it('leaves no trace that it does not take off again', () => {
  const given = report(check('pass'), check('fail'), check('warn', 'SHOULD'));
  const list = '- check: server/a/fail\n  reason: issue 12\n';
  const once = gate(given, { ...expecting(list), baseline: given, minCoverage: 10 });
  expect(ungated(once)).toEqual(given);
  expect(gate(once, { ...expecting(list), baseline: given, minCoverage: 10 })).toEqual(once);
});
