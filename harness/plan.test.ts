import { describe, expect, it } from 'vitest';
import { smallCatalogue as catalogue } from './catalogue.test-helper.ts';
import { ok } from './judgement.ts';
import { planChecks, type FoundCheck } from './plan.ts';

function found(...ids: string[]): FoundCheck<unknown>[] {
  return ids.flatMap((id) => {
    const requirement = catalogue.get(id.replaceAll('/', '.'));
    if (requirement === undefined) return [];
    const check = { id, requirement: requirement.id, title: 't', probe: () => Promise.resolve({}) };
    return [{ check: { ...check, judge: () => ok }, requirement }];
  });
}

describe('planChecks', () => {
  it('takes what the revision asks for, at its level there, and practice in every revision', () => {
    const all = found('server/a/one', 'server/b/extension', 'server/b/practice', 'server/b/two');
    const plan = (revision: Parameters<typeof planChecks>[1]) =>
      planChecks(all, revision).map(({ check, level }) => [check.id, level]);
    expect(plan('2025-03-26')).toEqual([['server/b/practice', 'practice']]);
    expect(plan('2025-11-25')).toEqual([
      ['server/a/one', 'SHOULD'],
      ['server/b/practice', 'practice'],
      ['server/b/two', 'SHOULD'],
    ]);
    expect(plan('2026-07-28')).toEqual([
      ['server/a/one', 'MUST'],
      ['server/b/practice', 'practice'],
    ]);
  });
});
