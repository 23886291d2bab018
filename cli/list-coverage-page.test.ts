import { beforeAll, describe, expect, it } from 'vitest';
import { loadCatalogue } from '../harness/catalogue.ts';
import type { Requirement } from '../harness/contract.ts';
import { listChecks, SUITES, type CheckSummary } from './checks.ts';
import { coverageOf, type CoverageCounts, type RoleCoverage } from './list-coverage.ts';
import { coveragePage, coverageTable, roleText } from './list-coverage-page.ts';

function counts(requirements: number, checks: number, excluded = 0, missing = 0): CoverageCounts {
  return { requirements, checked: requirements - excluded - missing, checks, excluded, missing };
}

function revisions(older: CoverageCounts, newer: CoverageCounts) {
  return { '2025-03-26': older, '2025-06-18': older, '2025-11-25': newer, '2026-07-28': newer };
}

const small: RoleCoverage = {
  requirements: 14,
  checked: 12,
  checks: 120,
  excluded: [
    { id: 'server.scope.a', reason: 'Later.' },
    { id: 'server.scope.b', reason: 'Later.' },
  ],
  missing: [],
  revisions: revisions(counts(2, 2), counts(14, 120, 2)),
  topics: {
    challenge: { ...counts(10, 112), revisions: revisions(counts(2, 2), counts(10, 112)) },
    scope: { ...counts(4, 8, 2), revisions: revisions(counts(0, 0), counts(4, 8, 2)) },
  },
};

describe('coverageTable', () => {
  it('sets topics down and revisions across, aligned', () => {
    expect(coverageTable(small, 80)).toBe(
      [
        '            2025-03-26  2025-06-18  2025-11-25  2026-07-28',
        'Topic        R   C E M   R   C E M   R   C E M   R   C E M',
        'challenge    2   2 0 0   2   2 0 0  10 112 0 0  10 112 0 0',
        'scope        0   0 0 0   0   0 0 0   4   8 2 0   4   8 2 0',
        'all topics   2   2 0 0   2   2 0 0  14 120 2 0  14 120 2 0',
        '',
        'R requirements, C checks, E excluded, M missing',
      ].join('\n'),
    );
  });

  it('goes on in a further table where the width does not hold all revisions', () => {
    const lines = coverageTable(small, 40).split('\n');
    expect(lines.filter((line) => line.startsWith('Topic'))).toHaveLength(2);
    expect(lines[0]?.trim()).toBe('2025-03-26  2025-06-18');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(40);
  });

  it('shows one revision at a time rather than none at the narrowest', () => {
    expect(coverageTable(small, 5).match(/^Topic/gm)).toHaveLength(4);
  });
});

describe('roleText', () => {
  it('says a shared reason once, below the requirements that share it', () => {
    const text = roleText('server', small, 80);
    expect(text).toMatch(/^server: 12 of 14 requirements checked by 120 checks, 2 excluded, 0 missing\n/);
    expect(text).toContain('Excluded\n  server.scope.a\n  server.scope.b\n    Later.');
    expect(text).not.toContain('Missing');
  });

  it('lists what is missing', () => {
    expect(roleText('server', { ...small, missing: ['server.scope.c'] }, 80)).toMatch(
      /Missing\n {2}server\.scope\.c$/,
    );
  });
});

describe('the shipped suites', () => {
  let checks: CheckSummary[];
  let all: readonly Requirement[];
  beforeAll(async () => {
    checks = await listChecks();
    ({ all } = await loadCatalogue(new URL('catalogue/', SUITES)));
  }, 60_000);

  it.each([80, 50])('fit %i columns', (width) => {
    for (const role of ['server', 'authorization-server', 'client'] as const) {
      const prose = roleText(role, coverageOf(role, checks, all), width).split('\n');
      const tooLong = prose.filter((line) => line.length > width && !/^\s*\S+$/.test(line));
      expect(tooLong).toEqual([]);
    }
  });

  it('come as JSON by role, topic and revision', () => {
    const page = JSON.parse(coveragePage(checks, all, true)) as Record<string, RoleCoverage>;
    expect(Object.keys(page)).toEqual(['server', 'authorization-server', 'client']);
    expect(page['server']).toMatchObject({
      requirements: 198,
      topics: { scope: { revisions: { '2025-03-26': { requirements: 4 } } } },
    });
  });
});
