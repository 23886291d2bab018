/** A merged report in each format: its targets by their names, and those of one name by what tells them apart. */
import { describe, expect, it } from 'vitest';
import type { CheckResult, Report, ReportPart } from '../harness/contract.ts';
import { renderComparison } from './comparison.ts';
import { fingerprintOf } from './findings.ts';
import { reporters } from './index.ts';
import { partNames } from './part-names.ts';
import { checkWith, reportWith } from './sample.test-helper.ts';
import { verdictSentence } from './verdict-sentence.ts';

const part = (changes: Partial<ReportPart['target']> = {}, more: Partial<ReportPart> = {}): ReportPart => ({
  target: { role: 'server', url: 'http://127.0.0.1:10000/mcp', situation: 'lab', ...changes },
  specVersion: '2025-11-25',
  verdict: 'nonconformant',
  ...more,
});

describe('partNames', () => {
  it.each<[string, ReportPart[], string[]]>([
    ['the name of the config file', [part({ name: 'web' }), part({ name: 'agent' })], ['web', 'agent']],
    [
      'the URL without one',
      [part(), part({ url: 'https://h/mcp' })],
      ['http://127.0.0.1:10000/mcp', 'https://h/mcp'],
    ],
    [
      'and the URL where a name is there twice',
      [part({ name: 'web' }), part({ name: 'web', url: 'https://h/mcp' }), part({ name: 'agent' })],
      ['web (http://127.0.0.1:10000/mcp)', 'web (https://h/mcp)', 'agent'],
    ],
    [
      'and the revision where a URL is',
      [part(), part({}, { specVersion: '2025-06-18' })],
      ['http://127.0.0.1:10000/mcp (MCP 2025-11-25)', 'http://127.0.0.1:10000/mcp (MCP 2025-06-18)'],
    ],
    [
      'and the setting where nothing else differs',
      [part({ name: 'web' }), part({ name: 'web', profile: 'scalekit' })],
      ['web (lab)', 'web (lab scalekit)'],
    ],
  ])('takes %s', (_, parts, names) => expect(partNames(parts)).toEqual(names));
});

const violation = (at: number, changes: Partial<CheckResult> = {}) =>
  checkWith('server/challenge/status-401', 'warn', { part: at, level: 'SHOULD', ...changes });

const rendered = (format: keyof typeof reporters, report: Report) => reporters[format].render(report);

/** Two targets in the same place of the lab; the gate of the second alone stops at what both violate. */
function merged(changes: Partial<Report> = {}): Report {
  return reportWith([violation(0), violation(1)], [], {
    target: { role: 'server', url: 'http://127.0.0.1:10000/mcp', situation: 'lab' },
    parts: [part({ name: 'lenient' }, { verdict: 'conformant' }), part({ name: 'st|rict' })],
    verdict: 'nonconformant',
    gate: {
      failOn: 'should',
      causes: [
        { kind: 'violations', exitCode: 1, text: 'x', checks: ['server/challenge/status-401'], part: 1 },
      ],
      exitCode: 1,
      coverage: { judged: 2, applicable: 2 },
    },
    ...changes,
  });
}

describe('a merged report', () => {
  it.each(['junit', 'html', 'markdown', 'csv', 'sarif', 'code-quality', 'github', 'terminal'] as const)(
    'names its targets as %s',
    (format) => {
      const text = rendered(format, merged());
      expect(text).toContain('lenient');
      expect(text.replaceAll('\\', '')).toContain('st|rict');
    },
  );

  it.each(['junit', 'html', 'markdown', 'csv', 'sarif', 'code-quality', 'github', 'terminal'] as const)(
    'keeps targets of one name apart as %s',
    (format) => {
      const parts = [part({ name: 'web' }), part({ name: 'web', url: 'http://127.0.0.1:2/two' })];
      const text = rendered(format, merged({ parts })).replaceAll('%3A', ':');
      expect(text).toMatch(/web \(http:\/\/127[._]0[._]0[._]1:10000\/mcp\)/);
      expect(text).toMatch(/web \(http:\/\/127[._]0[._]0[._]1:2\/two\)/);
    },
  );

  it('is a failure in JUnit only where the gate of its own target stops', () => {
    const suites = rendered('junit', merged()).split('<testsuite ').slice(1);
    expect(suites.map((suite) => /name="([^"]*)" tests="1" failures="(\d)"/.exec(suite)?.slice(1))).toEqual([
      ['server.challenge lenient', '0'],
      ['server.challenge st|rict', '1'],
    ]);
    // A gate over the whole stops at both.
    const { gate } = merged();
    if (gate === undefined) throw new Error('no gate');
    const causes = gate.causes.map((cause) => ({
      ...cause,
      part: undefined,
    })) as unknown as typeof gate.causes;
    const whole = rendered('junit', merged({ gate: { ...gate, causes } }));
    expect(whole.match(/<failure /g)).toHaveLength(2);
  });

  it('has a case of its own in JUnit for each target', () => {
    const xml = rendered('junit', merged({ parts: [part(), part({ url: 'http://h.example/b' })] }));
    expect([...xml.matchAll(/classname="([^"]*)"/g)].map(([, name]) => name)).toEqual([
      'http://127_0_0_1:10000/mcp.server.challenge',
      'http://h_example/b.server.challenge',
    ]);
  });

  it('has a fingerprint for each target, the same in the next run', () => {
    const prints = (parts: ReportPart[]) => {
      const report = merged({ parts });
      return report.checks.map((check) => fingerprintOf(report, check));
    };
    const named = prints([part({ name: 'a' }), part({ name: 'b' })]);
    expect(new Set(named).size).toBe(2);
    const port = 'http://127.0.0.1:20000/mcp';
    const newer = { specVersion: '2026-07-28' as const };
    expect(prints([part({ name: 'a', url: port }, newer), part({ name: 'b', url: port })])).toEqual(named);
    expect(new Set(prints([part(), part({}, newer)])).size).toBe(2);
    const issues = JSON.parse(rendered('code-quality', merged())) as { fingerprint: string }[];
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });

  it.each(['html', 'markdown', 'terminal'] as const)('tells the facts of all its targets as %s', (format) => {
    const parts = [
      part({ name: 'web', profile: 'scalekit' }),
      part({ name: 'as', role: 'authorization-server', situation: 'field' }, { specVersion: '2026-07-28' }),
    ];
    const text = rendered(format, merged({ parts }));
    expect(text).toMatch(
      format === 'html' ? /\(scalekit\), field: as deployed/ : /lab with scalekit, field · 2 checks/,
    );
    if (format === 'html')
      expect(text).toMatch(/MCP server, authorization server[^]*MCP 2025-11-25, MCP 2026/);
  });

  it('is compared by the targets', () => {
    const report = merged();
    const [first, second] = report.checks;
    const found = { fixed: [first], new: [second], unchanged: [], changed: [], added: [], removed: [] };
    const text = renderComparison(report, report, found as Parameters<typeof renderComparison>[2]);
    expect(text).toContain('server/challenge/status-401 (lenient)');
    expect(text).toContain('server/challenge/status-401 (st|rict)');
  });
});

describe('the verdict on several targets', () => {
  const of = (...verdicts: Report['verdict'][]) => ({
    parts: verdicts.map((verdict, index) => part({ name: `t${index + 1}` }, { verdict })),
  });

  it.each<[Partial<Report>, string]>([
    [
      { verdict: 'nonconformant', ...of('conformant', 'nonconformant') },
      'Not conformant: 1 of 2 targets (t2) violates 1 SHOULD of MCP 2025-11-25.',
    ],
    [
      { verdict: 'nonconformant', ...of('nonconformant', 'nonconformant') },
      'Not conformant: 2 of 2 targets (t1, t2) violate 2 SHOULDs of MCP 2025-11-25.',
    ],
    [
      { verdict: 'conformant', ...of('conformant', 'conformant') },
      'Conformant: under MCP 2025-11-25, each of 2 targets (t1, t2) violates none of the MUSTs tested (0 passed, 2 warnings).',
    ],
    [
      { verdict: 'incomplete', ...of('conformant', 'incomplete') },
      'No verdict on 1 of 2 targets (t2) under MCP 2025-11-25: nothing could be tested.',
    ],
    [
      { verdict: 'incomplete', trouble: ['gone: not reached'], ...of('conformant', 'conformant') },
      'No verdict: the run was stopped before its end.',
    ],
    [
      {
        verdict: 'nonconformant',
        parts: [part({ name: 'a' }), part({ name: 'b' }, { specVersion: '2026-07-28' })],
      },
      'Not conformant: 2 of 2 targets (a, b) violate 2 SHOULDs of their revisions of MCP.',
    ],
    [
      {
        verdict: 'conformant',
        ...of(...Array<Report['verdict']>(7).fill('conformant')),
      },
      'Conformant: under MCP 2025-11-25, each of 7 targets (t1, t2, t3, t4, t5 and 2 more) violates none of the MUSTs tested (0 passed, 2 warnings).',
    ],
  ])('%#', (changes, sentence) => expect(verdictSentence(merged(changes))).toBe(sentence));

  it('has the name of one target beside its URL', () => {
    const { target } = part({ name: 'web' });
    expect(verdictSentence(reportWith([checkWith('server/a/b', 'pass')], [], { target }))).toContain(
      'the MCP server web at http://127.0.0.1:10000/mcp violates none',
    );
  });
});
