/**
 * Each format of the sample report is kept and compared; other tests keep the rest (`*.test.ts` beside the formats).
 * `npx vitest run reports -u` writes them anew: look at the difference before it is kept.
 */
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { renderBadgeEndpoint } from './badge.ts';
import { renderGate } from './gate-text.ts';
import { reporters } from './index.ts';
import { renderJson } from './json.ts';
import { normaliseReport } from './normalise.ts';
import { RENEW, sampleReport } from './sample.test-helper.ts';
import { renderTerminal } from './terminal.ts';

const folder = '../test/golden';
const sample = sampleReport();
const gated = {
  ...sample,
  gate: {
    failOn: 'should' as const,
    causes: [
      {
        kind: 'violations' as const,
        exitCode: 1,
        text: '2 violations of a MUST',
        checks: ['server/challenge/resource-metadata-parameter'],
      },
    ],
    exitCode: 1,
    coverage: { judged: 8, applicable: 12, minimumPercent: 50 },
    expectedFailures: 2,
    baseline: { fixed: ['server/a/b'], new: ['server/a/c'], unchanged: [] },
  },
};

it.each([
  ['report.badge.json', renderBadgeEndpoint(sample)],
  ['report.txt', renderTerminal(sample)],
  ['gate.txt', renderGate(gated)],
  ['report.normalised.json', renderJson(normaliseReport(sample))],
])('keeps the golden %s', async (file, text) => {
  await expect(text, RENEW).toMatchFileSnapshot(`${folder}/${file}`);
});

/** Where the golden rendering of each format stands. */
const KEPT = {
  json: 'report.json',
  html: 'report.html',
  junit: 'junit.xml',
  sarif: 'report.sarif',
  markdown: 'report.md',
  badge: 'badge.svg',
  csv: 'report.csv',
  har: 'report.har',
  'code-quality': 'report.code-quality.json',
  github: 'report.github.txt',
  terminal: 'report.txt',
} satisfies Record<keyof typeof reporters, string>;

it.each(Object.entries(KEPT))('there is a golden rendering of %s', (_, file) => {
  expect(existsSync(new URL(`${folder}/${file}`, import.meta.url))).toBe(true);
});
