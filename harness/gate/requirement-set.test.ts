import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { checkWith, reportWith } from '../../reports/sample.test-helper.ts';
import { applyRequirementSet, listRequirementSets, loadRequirementSet } from './requirement-set.ts';

const suites = new URL('../../suites/', import.meta.url);
const profiles = new URL('profiles/', suites);

describe('the frozen sets', () => {
  it('never change silently: each has its line in the changelog, with its digest', async () => {
    const names = await listRequirementSets(profiles);
    expect(names).toContain('2025-11-25@1');
    const changelog = await readFile(new URL('CHANGELOG.md', profiles), 'utf8');
    const lines = [...changelog.matchAll(/^\| (\S+@\d+) +\| (\S+) +\| (\d+) +\| `([0-9a-f]{16})` +\|$/gm)];
    expect(lines.map(([, name]) => name).sort()).toEqual([...names].sort());
    for (const [, name = '', frozen, count, digest] of lines) {
      const text = (await readFile(new URL(`${name}.json`, profiles), 'utf8')).replaceAll('\r\n', '\n');
      expect([name, createHash('sha256').update(text).digest('hex').slice(0, 16)]).toEqual([name, digest]);
      const set = await loadRequirementSet(profiles, name);
      expect(set).toMatchObject({ name, frozen, revision: name.slice(0, 10) });
      expect(Object.keys(set?.checks ?? {})).toHaveLength(Number(count));
    }
  });

  it('name checks that exist', async () => {
    for (const name of await listRequirementSets(profiles)) {
      const set = await loadRequirementSet(profiles, name);
      for (const id of Object.keys(set?.checks ?? {}))
        await expect(readFile(new URL(`${id}.ts`, suites)), `${name} holds ${id}`).resolves.toBeDefined();
    }
  });

  it('are none by another name', async () => {
    expect(await loadRequirementSet(profiles, '2025-11-25@999')).toBeUndefined();
    expect(await loadRequirementSet(profiles, '../catalogue/x@1')).toBeUndefined();
  });
});

describe('applyRequirementSet', () => {
  const set = {
    name: '2025-11-25@1',
    revision: '2025-11-25' as const,
    frozen: '2026-11-21',
    checks: { 'server/a/old': 'MUST' as const, 'server/a/raised': 'SHOULD' as const },
  };

  it('does not count what is newer, in verdict nor summary', () => {
    const checks = [checkWith('server/a/old', 'pass'), checkWith('server/a/fresh', 'fail')];
    const report = applyRequirementSet(reportWith(checks, []), set);
    expect(report).toMatchObject({
      requirementSet: '2025-11-25@1',
      verdict: 'conformant',
      summary: { pass: 1, fail: 0, notCounted: 1 },
    });
    expect(report.checks[1]).toMatchObject({
      outcome: 'fail',
      excuse: { by: 'requirement-set', reason: 'New since 2025-11-25@1, not yet counted.' },
    });
  });

  it('counts a level that was raised since as it was', () => {
    const checks = [checkWith('server/a/old', 'pass'), checkWith('server/a/raised', 'fail')];
    const report = applyRequirementSet(reportWith(checks, []), set);
    expect(report.verdict).toBe('conformant');
    expect(report.checks[1]).toMatchObject({ level: 'SHOULD', outcome: 'warn' });
  });
});
