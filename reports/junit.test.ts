import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import type { Report } from '../harness/contract.ts';
import { renderJunit } from './junit.ts';
import { RENEW, checkWith, exchangeWith, reportWith, sampleReport } from './sample.test-helper.ts';

interface Case {
  '@name': string;
  '@classname': string;
  '@time': string;
  failure?: { '#text': string; '@message': string; '@type': string };
  error?: { '#text': string; '@message': string; '@type': string };
  skipped?: { '@message': string };
  'system-out'?: string;
}

interface Suite {
  '@name': string;
  '@tests': string;
  '@failures': string;
  '@errors': string;
  '@skipped': string;
  testcase: Case[];
}

function wellFormed(xml: string): unknown {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor is a package more, for one call
  return XMLValidator.validate(xml);
}

function parsed(report: Report): { suites: Suite[]; cases: Case[]; totals: Record<string, string> } {
  const xml = renderJunit(report);
  expect(wellFormed(xml)).toBe(true);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseTagValue: false,
    htmlEntities: true,
    isArray: (name) => ['testsuite', 'testcase', 'property'].includes(name),
  });
  const { testsuites } = parser.parse(xml) as { testsuites: { testsuite: Suite[] } & Record<string, string> };
  const suites = testsuites.testsuite;
  return { suites, cases: suites.flatMap(({ testcase }) => testcase), totals: testsuites };
}

function only(report: Report): Case {
  const [first] = parsed(report).cases;
  if (!first) throw new Error('no testcase');
  return first;
}

describe('renderJunit', () => {
  it('matches the golden rendering', async () => {
    await expect(renderJunit(sampleReport()), RENEW).toMatchFileSnapshot('../test/golden/junit.xml');
  });

  it('has a suite for each topic and a case for each check', () => {
    const { suites, cases, totals } = parsed(sampleReport());
    expect(suites.map((suite) => suite['@name'])).toContain('server.token-validation');
    expect(new Set(suites.map((suite) => suite['@name'])).size).toBe(suites.length);
    expect(cases).toHaveLength(14);
    expect(totals).toMatchObject({ '@tests': '14', '@failures': '2', '@errors': '2' });
  });

  it('counts in each suite what its cases hold', () => {
    for (const suite of parsed(sampleReport()).suites) {
      const has = (member: keyof Case) =>
        String(suite.testcase.filter((item) => item[member] !== undefined).length);
      expect(suite).toMatchObject({
        '@tests': String(suite.testcase.length),
        '@failures': has('failure'),
        '@errors': has('error'),
        '@skipped': has('skipped'),
      });
    }
  });

  it('tells a failure with expected, actual, remedy, clause and evidence', () => {
    const check = checkWith('server/challenge/status', 'fail', {
      expected: 'HTTP 401',
      actual: 'HTTP 200',
      remedy: 'Answer 401.',
      evidence: ['x1'],
    });
    const { failure } = only(reportWith([check], [exchangeWith('x1', 200)]));
    expect(failure).toMatchObject({ '@message': 'expected HTTP 401; saw HTTP 200', '@type': 'MUST' });
    expect(failure?.['#text'].split('\n')).toEqual(
      expect.arrayContaining([
        'Expected: HTTP 401',
        'Saw: HTTP 200',
        'Remedy: Answer 401.',
        'Clause: RFC 6750, 3.1: https://www.rfc-editor.org/rfc/rfc6750.html#section-3.1',
        'Evidence: x1 POST http://127.0.0.1:10000/web-search/mcp → 200 (4 ms)',
      ]),
    );
  });

  it.each(['inconclusive', 'error'] as const)('tells %s as an error', (outcome) => {
    const { error } = only(reportWith([checkWith('server/a/b', outcome, { reason: 'timed out' })], []));
    expect(error).toMatchObject({ '@message': 'timed out', '@type': outcome });
  });

  it.each(['untested', 'not-applicable'] as const)('tells %s as skipped, with the reason', (outcome) => {
    const { skipped } = only(reportWith([checkWith('server/a/b', outcome, { reason: 'no token' })], []));
    expect(skipped).toEqual({ '@message': `${outcome}: no token` });
  });

  it('tells a warning as a passed case that says so', () => {
    const item = only(reportWith([checkWith('server/a/b', 'warn', { level: 'SHOULD', actual: 'none' })], []));
    expect(item['system-out']).toContain('WARNING (SHOULD)');
    expect(item['system-out']).toContain('Saw: none');
    expect(item.failure ?? item.error ?? item.skipped).toBeUndefined();
  });

  it('carries requirement, level and outcome beside it', () => {
    const item = only(reportWith([checkWith('server/a/b', 'pass')], []));
    expect(item['system-out']?.split('\n')).toEqual([
      'check: server/a/b',
      'requirement: server.a.b',
      'level: MUST',
      'outcome: pass',
    ]);
  });

  it.each(['expected-failures', 'baseline', 'requirement-set'] as const)(
    'skips what is excused by %s',
    (by) => {
      const excuse = { by, reason: 'issue 12' };
      const check = checkWith('server/a/b', 'fail', { excuse, expected: 'one', actual: 'two' });
      const { totals, cases } = parsed(reportWith([check], []));
      expect(totals['@failures']).toBe('0');
      expect(cases[0]?.skipped?.['@message']).toBe(`excused (${by}): issue 12 — fail: expected one; saw two`);
    },
  );

  it('fails a warning that the gate stops at, and what else keeps the gate from holding', () => {
    const report = reportWith([checkWith('server/a/b', 'warn', { level: 'SHOULD' })], []);
    const cause = { exitCode: 1, text: 'The list is stale:', checks: ['server/a/b'] };
    const causes = (['violations', 'expectations'] as const).map((kind) => ({ kind, ...cause }));
    const gate = { failOn: 'should' as const, causes, exitCode: 1, coverage: { judged: 1, applicable: 1 } };
    const { totals, suites, cases } = parsed({ ...report, gate });
    expect(totals).toMatchObject({ '@tests': '2', '@failures': '2' });
    expect(suites.map((suite) => suite['@name'])).toEqual(['server.a', 'server.gate']);
    expect(cases[1]?.failure?.['@message']).toBe('The list is stale: server/a/b');
  });

  it('has a suite for each target of a merged report', () => {
    const { target, specVersion } = reportWith([], []);
    const parts = ['http://a/', 'http://b/'].map((url) => ({
      target: { ...target, url },
      specVersion,
      verdict: 'conformant' as const,
    }));
    const checks = [0, 1].map((part) => checkWith('server/a/b', 'pass', { part }));
    expect(parsed(reportWith(checks, [], { parts })).suites.map((suite) => suite['@name'])).toEqual([
      'server.a http://a/',
      'server.a http://b/',
    ]);
  });

  it('escapes markup, and replaces what XML cannot say', () => {
    const nasty = '<&>"\' \u0000\u001B[31m\u000B\uFFFE\uD800 ]]> end';
    const check = checkWith('server/a/b', 'fail', { expected: 'one\ntwo', actual: nasty });
    const item = only(reportWith([check], []));
    const clean = '<&>"\' \uFFFD\uFFFD[31m\uFFFD\uFFFD\uFFFD ]]> end';
    expect(item.failure?.['@message']).toBe(`expected one\ntwo; saw ${clean}`);
    expect(item.failure?.['#text']).toContain(`Saw: ${clean}`);
  });

  it('is not green when the run was stopped before its first check', () => {
    const { totals, cases } = parsed(reportWith([], [], { trouble: ['nothing listens at http://h/'] }));
    expect(totals).toMatchObject({ '@tests': '1', '@errors': '1' });
    expect(cases[0]?.error).toMatchObject({ '@message': 'nothing listens at http://h/' });
  });

  it('stays well-formed without any check', () => {
    expect(wellFormed(renderJunit(reportWith([], [])))).toBe(true);
  });
});
