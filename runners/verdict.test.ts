import { describe, expect, it } from 'vitest';
import type { CheckResult, Report } from '../harness/contract.ts';
import { gate } from '../harness/gate/gate.ts';
import { failureOf, verdictOf, wholeVerdict } from './verdict.ts';

const base = {
  requirement: 'server.challenge.status-401',
  title: 'It is so',
  level: 'MUST',
  sources: [
    { doc: 'RFC 6750', section: '3', url: 'https://www.rfc-editor.org/rfc/rfc6750.html#section-3' },
    { doc: 'MCP 2025-11-25 authorization', section: 'Token', url: 'https://example.com/#token' },
  ],
  evidence: [],
  durationMs: 1,
} satisfies Partial<CheckResult>;

const check = (name: string, changes: Partial<CheckResult> & Pick<CheckResult, 'outcome'>): CheckResult => ({
  ...base,
  id: `server/challenge/${name}`,
  ...changes,
});

function reportOf(checks: CheckResult[], changes: Partial<Report> = {}): Report {
  const none = { pass: 0, fail: 0, warn: 0, notApplicable: 0, untested: 0, inconclusive: 0, error: 0 };
  return {
    schemaVersion: '1',
    tool: { name: 'mcp-auth-conformance', version: '0.0.0' },
    target: { role: 'server', url: 'http://127.0.0.1/', situation: 'lab' },
    specVersion: '2025-11-25',
    startedAt: '2026-01-01T00:00:00.000Z',
    durationMs: 1,
    verdict: 'conformant',
    summary: none,
    checks,
    exchanges: [],
    ...changes,
  };
}

const passed = check('passed', { outcome: 'pass' });
const seen = { expected: '401', actual: '\u001b[2J200', remedy: 'Answer 401.' };

describe('verdictOf', () => {
  it('passes, skips with the reason, and fails with what is to be done', () => {
    const exchange = {
      id: 'x1',
      by: 'server/challenge/failed',
      via: 'harness' as const,
      request: { method: 'POST', url: 'http://127.0.0.1/mcp', headers: [] },
      response: { status: 200, headers: [], body: '' },
      timing: { startedMs: 0, durationMs: 1 },
    };
    const report = gate(
      reportOf(
        [
          passed,
          check('untested', { outcome: 'untested', reason: 'Needs a token.' }),
          check('failed', { outcome: 'fail', evidence: ['x1'], ...seen }),
        ],
        { exchanges: [exchange] },
      ),
      { failOn: 'must' },
    );
    expect(verdictOf(report, 'server/challenge/passed')).toEqual({ kind: 'passed' });
    expect(verdictOf(report, 'server/challenge/untested')).toEqual({
      kind: 'skipped',
      reason: 'untested: Needs a token.',
    });
    expect(verdictOf(report, 'server/challenge/failed')).toEqual({
      kind: 'failed',
      message: [
        'MUST, fail: It is so',
        'expected: 401',
        'saw: 200',
        'mend: Answer 401.',
        'clause: MCP 2025-11-25 authorization, Token https://example.com/#token',
        'evidence: x1 POST http://127.0.0.1/mcp → 200',
        'check: server/challenge/failed',
      ].join('\n'),
    });
    expect(verdictOf(report, 'server/challenge/elsewhere')).toEqual({
      kind: 'skipped',
      reason: 'MCP 2025-11-25 does not ask for this.',
    });
  });

  it.each([
    ['must', 'warned'],
    ['should', 'failed'],
  ] as const)('a violated SHOULD under failOn %s is %s', (failOn, kind) => {
    const warned = check('warned', { outcome: 'warn', level: 'SHOULD', ...seen });
    expect(verdictOf(gate(reportOf([passed, warned]), { failOn }), warned.id).kind).toBe(kind);
  });

  it('fails what could not be judged though it must be, and an error of ours', () => {
    const open = check('open', { outcome: 'inconclusive', reason: 'no answer' });
    const error = check('error', { outcome: 'error', reason: 'a bug' });
    const report = gate(reportOf([passed, open, error]), { failOn: 'must' });
    expect(verdictOf(report, open.id)).toMatchObject({ kind: 'failed' });
    expect(verdictOf(report, error.id)).toMatchObject({ kind: 'failed' });
  });

  it('lets an expected failure pass with its reason, and fails one that passes', () => {
    const failed = check('failed', { outcome: 'fail', ...seen });
    const entries = [
      { check: failed.id, reason: 'issue 12' },
      { check: passed.id, reason: 'issue 13' },
      { check: 'server/challenge/gone', reason: 'issue 14' },
    ];
    const expectations = { entries, today: '2026-01-01' };
    const report = gate(reportOf([passed, failed]), { failOn: 'must', expectations });
    const excused = verdictOf(report, failed.id);
    expect(excused.kind).toBe('warned');
    expect(JSON.stringify(excused)).toContain('excused: issue 12');
    expect(JSON.stringify(verdictOf(report, passed.id))).toContain('but passes: remove the entry');
    expect(wholeVerdict(report)).toContain('"server/challenge/gone" matches no check');
  });
});

describe('wholeVerdict', () => {
  it('says nothing when the gate holds, and why when a run could not go on', () => {
    expect(wholeVerdict(gate(reportOf([passed]), { failOn: 'must' }))).toBeUndefined();
    const stopped = gate(reportOf([], { trouble: ['The server did not come up.'] }), { failOn: 'must' });
    expect(wholeVerdict(stopped)).toBe('The server did not come up.');
  });
});

it('an error shows no frames of this package', () => {
  expect(failureOf('one\ntwo').stack).toBe('ConformanceFailure: one\ntwo');
});
