import { describe, expect, it } from 'vitest';
import { sarifProblems } from './official-schemas.test-helper.ts';
import { renderSarif } from './sarif.ts';
import { RENEW, checkWith, reportWith, sampleReport } from './sample.test-helper.ts';

interface Rendered {
  runs: [
    {
      tool: { driver: { rules: { id: string; help: { text: string; markdown: string } }[] } };
      invocations: [{ executionSuccessful: boolean; toolExecutionNotifications: { level: string }[] }];
      results: {
        ruleId: string;
        ruleIndex: number;
        kind: string;
        level: string;
        message: { text: string };
        locations: { physicalLocation?: unknown }[];
        partialFingerprints: Record<string, string>;
        baselineState?: string;
        suppressions?: { justification: string }[];
      }[];
    },
  ];
}

function rendered(...given: Parameters<typeof renderSarif>) {
  const text = renderSarif(...given);
  expect(sarifProblems(text)).toEqual([]);
  return (JSON.parse(text) as Rendered).runs[0];
}

describe('renderSarif', () => {
  it('keeps the golden rendering', async () => {
    await expect(renderSarif(sampleReport()), RENEW).toMatchFileSnapshot('../test/golden/report.sarif');
  });

  it('has a rule with remedy and clauses for each check, and a result for each violation', () => {
    const { tool, results, invocations } = rendered(sampleReport());
    expect(tool.driver.rules).toHaveLength(14);
    expect(results.map(({ level }) => level)).toEqual(['error', 'error', 'warning', 'note']);
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    const help = tool.driver.rules.find(({ id }) => id === results[0]?.ruleId)?.help;
    expect(help?.text).toMatch(/^Add the URL of the protected resource metadata[^]*Token Handling: https:/);
    expect(invocations[0]).toMatchObject({ executionSuccessful: false });
    expect(invocations[0].toolExecutionNotifications.map(({ level }) => level)).toEqual(['warning', 'error']);
  });

  it('points at the file that the user names', () => {
    const { results } = rendered(sampleReport(), {
      locate: ({ id }) => (id.startsWith('server/challenge/') ? { path: 'src/a b.ts', line: 7 } : undefined),
    });
    expect(results[0]?.locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'src/a%20b.ts', uriBaseId: '%SRCROOT%' },
      region: { startLine: 7 },
    });
    expect(results[1]?.locations[0]?.physicalLocation).toBeUndefined();
  });

  it('knows a finding again on another port of the lab, and not at another server', () => {
    const print = (url: string, situation: 'lab' | 'field') =>
      rendered({ ...sampleReport(), target: { role: 'server', url, situation } }).results[0]
        ?.partialFingerprints;
    expect(print('http://127.0.0.1:1/mcp', 'lab')).toEqual(print('http://127.0.0.1:2/mcp', 'lab'));
    expect(print('https://a.example/mcp', 'field')).not.toEqual(print('https://b.example/mcp', 'field'));
  });

  it('suppresses what is excused, with the reason, and only tells of what is not counted yet', () => {
    const excused = (by: 'baseline' | 'expected-failures' | 'requirement-set') =>
      checkWith(`server/a/${by}`, 'fail', { excuse: { by, reason: 'issue 12' } });
    const checks = [excused('baseline'), excused('expected-failures'), excused('requirement-set')];
    const gate = {
      failOn: 'must' as const,
      causes: [],
      exitCode: 0,
      coverage: { judged: 3, applicable: 3 },
      baseline: { fixed: [], new: [], unchanged: ['server/a/baseline'] },
    };
    const { results } = rendered(reportWith(checks, [], { gate }));
    expect(results.map(({ kind, level, baselineState }) => [kind, level, baselineState])).toEqual([
      ['fail', 'error', 'unchanged'],
      ['fail', 'error', 'new'],
      ['informational', 'none', 'new'],
    ]);
    expect(results.map(({ suppressions }) => suppressions?.[0]?.justification)).toEqual([
      'baseline: issue 12',
      'expected-failures: issue 12',
      undefined,
    ]);
  });
});
