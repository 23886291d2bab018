import { beforeAll, describe, expect, it } from 'vitest';
import { loadCatalogue } from '../harness/catalogue.ts';
import type { Requirement, Role } from '../harness/contract.ts';
import { listChecks, SUITES, type CheckSummary } from './checks.ts';
import { coverageOf } from './list-coverage.ts';
import { REVISIONS } from './parse.ts';

const nowhere = {
  '2025-03-26': 'none',
  '2025-06-18': 'none',
  '2025-11-25': 'none',
  '2026-07-28': 'none',
} as const;

function requirement(name: string, changes: Partial<Requirement> = {}): Requirement {
  const topic = changes.topic ?? 'challenge';
  const role = changes.role ?? 'server';
  return {
    id: `${role}.${topic}.${name}`,
    role,
    topic,
    statement: 'It is so.',
    levels: { ...nowhere, '2025-11-25': 'MUST', '2026-07-28': 'SHOULD' },
    sources: [],
    testable: ['black-box'],
    probe: 'Look.',
    mutant: 'Lie.',
    remedy: 'Mend it.',
    ...changes,
  };
}

function check(id: string, judged: Requirement): CheckSummary {
  return { id, role: judged.role, requirement: judged.id, title: 'It holds', needs: [] };
}

const nothing = { requirements: 0, checked: 0, checks: 0, excluded: 0, missing: 0 };

describe('coverageOf', () => {
  it('tells checked, excluded and missing apart, and counts each check', () => {
    const twice = requirement('twice');
    const open = requirement('open');
    const shut = requirement('shut', { excluded: 'Only a person can see it.' });
    const checks = [check('server/challenge/a', twice), check('server/challenge/b', twice)];
    const coverage = coverageOf('server', checks, [twice, open, shut]);
    expect(coverage).toMatchObject({
      requirements: 3,
      checked: 1,
      checks: 2,
      excluded: [{ id: 'server.challenge.shut', reason: 'Only a person can see it.' }],
      missing: ['server.challenge.open'],
    });
    const counts = { requirements: 3, checked: 1, checks: 2, excluded: 1, missing: 1 };
    expect(coverage.topics['challenge']).toMatchObject(counts);
    expect(coverage.topics['challenge']?.revisions).toEqual({
      '2025-03-26': nothing,
      '2025-06-18': nothing,
      '2025-11-25': counts,
      '2026-07-28': counts,
    });
  });

  it('counts a practice in every revision, and an extension in none', () => {
    const practice = requirement('practice', { levels: nowhere, practice: true });
    const extension = requirement('extension', {
      levels: nowhere,
      extension: 'SEP-1932 DPoP',
      extensionLevel: 'MUST',
    });
    const coverage = coverageOf('server', [], [practice, extension]);
    for (const revision of REVISIONS) {
      expect(coverage.revisions[revision]).toEqual({ ...nothing, requirements: 1, missing: 1 });
    }
    expect(coverage.topics['challenge']).toMatchObject({ requirements: 2, excluded: 1, missing: 1 });
    expect(coverage.excluded).toEqual([
      { id: extension.id, reason: 'Part of the DPoP extension, which comes later.' },
    ]);
  });

  it('keeps topics and roles apart', () => {
    const mine = requirement('a', { topic: 'scope' });
    const other = requirement('a', { role: 'client', topic: 'scope' });
    const coverage = coverageOf('server', [check('client/scope/a', other)], [requirement('b'), mine, other]);
    expect(Object.keys(coverage.topics)).toEqual(['challenge', 'scope']);
    expect(coverage.topics['scope']).toMatchObject({ requirements: 1, checked: 0, missing: 1 });
  });

  it.each([
    ['cannot be tested from outside', { testable: ['not-testable'] }, 'Cannot be tested from outside. Look.'],
    ['has a written reason besides', { testable: ['not-testable'], excluded: 'No.' }, 'No.'],
  ])('excludes what %s', (_, changes, reason) => {
    expect(coverageOf('server', [], [requirement('a', changes)]).excluded).toEqual([
      { id: 'server.challenge.a', reason },
    ]);
  });

  it('does not exclude what can be tested in one way', () => {
    const open = requirement('a', { testable: ['with-token', 'not-testable'] });
    expect(coverageOf('server', [], [open]).missing).toEqual([open.id]);
  });

  it('takes a check for more than a reason to have none', () => {
    const extension = requirement('a', {
      extension: 'SEP-1932 DPoP',
      extensionLevel: 'MUST',
      levels: nowhere,
    });
    const coverage = coverageOf('server', [check('server/challenge/a', extension)], [extension]);
    expect(coverage).toMatchObject({ checked: 1, excluded: [], missing: [] });
  });
});

describe('the shipped suites', () => {
  let checks: CheckSummary[];
  let all: readonly Requirement[];
  beforeAll(async () => {
    checks = await listChecks();
    ({ all } = await loadCatalogue(new URL('catalogue/', SUITES)));
  }, 60_000);

  it('add up for each role, topic and revision', () => {
    for (const role of ['server', 'authorization-server', 'client'] satisfies Role[]) {
      const { revisions, topics, ...whole } = coverageOf(role, checks, all);
      const byTopic = Object.values(topics);
      expect(whole.checked + whole.excluded.length + whole.missing.length).toBe(whole.requirements);
      expect(byTopic.reduce((sum, { requirements }) => sum + requirements, 0)).toBe(whole.requirements);
      expect(byTopic.reduce((sum, topic) => sum + topic.checks, 0)).toBe(whole.checks);
      for (const revision of REVISIONS) {
        const sum = byTopic.reduce((total, topic) => total + topic.revisions[revision].requirements, 0);
        expect(sum).toBe(revisions[revision].requirements);
        const { requirements, checked, excluded, missing } = revisions[revision];
        expect(checked + excluded + missing).toBe(requirements);
      }
    }
  });

  it('leave nothing missing for the role server', () => {
    expect(coverageOf('server', checks, all).missing).toEqual([]);
  });

  it('do not check what the catalogue says no check judges', () => {
    const judged = new Set(checks.map((one) => one.requirement));
    expect(all.filter(({ id, excluded }) => excluded !== undefined && judged.has(id))).toEqual([]);
  });
});
