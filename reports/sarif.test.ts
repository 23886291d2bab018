import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { renderSarif } from './sarif.ts';
import { checkWith, reportWith, sampleReport } from './sample.test-helper.ts';

const text = { type: 'string', minLength: 1 };
const closed = (properties: Record<string, unknown>, optional: string[] = []) => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
});
const list = (items: unknown) => ({ type: 'array', items });
const message = closed({ text });
const open = { type: 'object' };
const level = { enum: ['none', 'note', 'warning', 'error'] };

/**
 * The part of SARIF 2.1.0 that is written, in the words of its sections: closed, so that a member that the standard does
 * not know cannot slip in. (The schema of OASIS takes unknown members in no object either.)
 */
const schema = closed({
  $schema: text,
  version: { const: '2.1.0' },
  // §3.14
  runs: list(
    closed({
      tool: closed({
        driver: closed({
          name: text,
          version: text,
          semanticVersion: { type: 'string', pattern: String.raw`^\d+\.\d+\.\d+` },
          informationUri: { type: 'string', pattern: '^https://' },
          // §3.49
          rules: list(
            closed(
              {
                id: text,
                name: { type: 'string', pattern: '^[A-Za-z0-9]+$' },
                shortDescription: message,
                fullDescription: message,
                help: closed({ text, markdown: text }),
                helpUri: { type: 'string', pattern: '^https://' },
                defaultConfiguration: closed({ level }),
                properties: open,
              },
              ['helpUri'],
            ),
          ),
        }),
      }),
      automationDetails: closed({ id: text }),
      // §3.20
      invocations: list(
        closed(
          {
            executionSuccessful: { type: 'boolean' },
            startTimeUtc: { type: 'string', pattern: 'Z$' },
            endTimeUtc: { type: 'string', pattern: 'Z$' },
            toolExecutionNotifications: list(
              closed({ level, message, associatedRule: closed({ id: text }) }, ['associatedRule']),
            ),
          },
          ['startTimeUtc', 'endTimeUtc'],
        ),
      ),
      columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
      // §3.27
      results: list(
        closed(
          {
            ruleId: text,
            ruleIndex: { type: 'integer', minimum: 0 },
            kind: { enum: ['fail', 'informational'] },
            level,
            message,
            locations: list(
              closed(
                {
                  physicalLocation: closed({
                    artifactLocation: closed({ uri: text, uriBaseId: text }),
                    region: closed({ startLine: { type: 'integer', minimum: 1 } }),
                  }),
                  logicalLocations: list(closed({ fullyQualifiedName: text, kind: text })),
                },
                ['physicalLocation'],
              ),
            ),
            partialFingerprints: { type: 'object', additionalProperties: text },
            baselineState: { enum: ['new', 'unchanged', 'updated', 'absent'] },
            suppressions: list(
              closed({
                kind: { enum: ['inSource', 'external'] },
                status: { enum: ['accepted', 'underReview', 'rejected'] },
                justification: text,
              }),
            ),
            properties: open,
          },
          ['baselineState', 'suppressions'],
        ),
      ),
      properties: open,
    }),
  ),
});
const validate = new Ajv2020({ allErrors: true }).compile(schema);

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
  const sarif: unknown = JSON.parse(renderSarif(...given));
  validate(sarif);
  expect(validate.errors).toBeNull();
  return (sarif as Rendered).runs[0];
}

describe('renderSarif', () => {
  it('keeps the golden rendering', async () => {
    await expect(renderSarif(sampleReport())).toMatchFileSnapshot('../test/golden/report.sarif');
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
