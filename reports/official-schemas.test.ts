/** The formats that have a schema of their own, held to it; kept and freshly made ones. */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Report } from '../harness/contract.ts';
import { hostileReport } from './html/large.test-helper.ts';
import { reporters, type ReporterName } from './index.ts';
import { harProblems, junitProblems, sarifProblems, type Problems } from './official-schemas.test-helper.ts';
import { checkWith, exchangeWith, reportWith, sampleReport, unanswered } from './sample.test-helper.ts';

const formats: [ReporterName, string, Problems][] = [
  ['sarif', 'report.sarif', sarifProblems],
  ['junit', 'junit.xml', junitProblems],
  ['har', 'report.har', harProblems],
];

const excuse = { by: 'expected-failures', reason: 'issue 12' } as const;
const gate = {
  failOn: 'should' as const,
  causes: (['violations', 'expectations', 'coverage'] as const).map((kind) => ({
    kind,
    exitCode: 1,
    text: `The gate does not hold: ${kind}.`,
    checks: ['server/a/b'],
  })),
  exitCode: 1,
  coverage: { judged: 1, applicable: 2, minimumPercent: 90 },
  baseline: { fixed: [], new: ['server/a/b'], unchanged: ['server/a/c'] },
};

function mergedReport(): Report {
  const { target, specVersion } = reportWith([], []);
  const parts = ['http://a/', 'http://b/'].map((url) => ({
    target: { ...target, url },
    specVersion,
    verdict: 'conformant' as const,
  }));
  return reportWith(
    [0, 1].map((part) => checkWith('server/a/b', 'fail', { part })),
    [],
    { parts },
  );
}

const reports: [string, () => Report][] = [
  ['with one of everything', sampleReport],
  ['without a check', () => reportWith([], [])],
  ['that was stopped', () => ({ ...sampleReport(), trouble: ['nothing listens at http://h/'] })],
  [
    'of a gate that does not hold',
    () =>
      reportWith(
        [
          checkWith('server/a/b', 'warn', { level: 'SHOULD' }),
          checkWith('server/a/c', 'fail', { excuse }),
          checkWith('server/a/d', 'inconclusive', { reason: 'no answer' }),
        ],
        [exchangeWith('x1', 401), unanswered('x2')],
        { gate },
      ),
  ],
  ['of several targets', mergedReport],
  ['of a hostile target', hostileReport],
];

describe.each(formats)('%s', (name, file, problems) => {
  it('the kept rendering is valid', async () => {
    const text = await readFile(new URL(`../test/golden/${file}`, import.meta.url), 'utf8');
    expect(await problems(text)).toEqual([]);
  });

  it.each(reports)('a report %s is valid', async (_, report) => {
    expect(await problems(reporters[name].render(report()))).toEqual([]);
  });
});

it('a SARIF that points into the source of the user is valid', () => {
  const text = reporters.sarif.render(sampleReport(), { locate: () => ({ path: 'src/a b.ts', line: 7 }) });
  expect(text).toContain('%SRCROOT%');
  expect(sarifProblems(text)).toEqual([]);
});

describe('what is wrong is seen', () => {
  const broken: [ReporterName, Problems, (text: string) => string, RegExp][] = [
    ['sarif', sarifProblems, (text) => text.replace('"level": "error"', '"level": "fatal"'), /level/],
    ['sarif', sarifProblems, (text) => text.replaceAll('"ruleIndex"', '"ruleindex"'), /additional/],
    ['sarif', sarifProblems, (text) => text.replace('"helpUri": "', '"helpUri": "no url '), /helpUri .*uri/],
    ['junit', junitProblems, (text) => text.replace(' name=', ' title='), /title/],
    [
      'junit',
      junitProblems,
      (text) => text.replace('<testcase', '<case').replace('</testcase', '</case'),
      /case/,
    ],
    ['har', harProblems, (text) => text.replace('"startedDateTime"', '"started"'), /startedDateTime/],
    ['har', harProblems, (text) => text.replace(/"wait": [\d.]+/, '"wait": "long"'), /wait/],
  ];
  it.each(broken)('in %s', async (name, problems, breakIt, message) => {
    const text = reporters[name].render(sampleReport());
    const changed = breakIt(text);
    expect(changed).not.toBe(text);
    expect((await problems(changed)).join('\n')).toMatch(message);
  });
});
