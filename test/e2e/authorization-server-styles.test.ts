import pLimit from 'p-limit';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../harness/catalogue.ts';
import type { Revision } from '../../harness/contract.ts';
import { isRevision, REVISIONS } from '../../harness/mcp/revision.ts';
import { loadStyles } from '../../mock-as/styles/load.ts';
import { tryAuthorizationServer } from '../reference-authorization-server.test-helper.ts';

const catalogue = await loadCatalogue(new URL('../../suites/catalogue/', import.meta.url));
const styles = await loadStyles();
const limit = pLimit(2);

const trials = styles.flatMap((style) =>
  (style.revisions ?? ['2025-06-18', '2026-07-28'])
    .filter(isRevision)
    .map((revision: Revision) => [style.id, revision, style] as const),
);

describe('conforming authorization servers of every style', () => {
  it('are at least eight', () => {
    expect(styles.length).toBeGreaterThanOrEqual(8);
    expect(trials.every(([, revision]) => REVISIONS.includes(revision))).toBe(true);
  });

  it('name requirements of the catalogue', () => {
    const named = styles.flatMap(({ warns = [], shows = [] }) => [...warns, ...shows]);
    expect(named.filter((id) => catalogue.get(id) === undefined)).toEqual([]);
  });

  it.concurrent.each(trials)(
    '%s is conformant under %s',
    { timeout: 600_000 },
    async (_id, revision, style) => {
      const { checks, verdict } = await limit(() => tryAuthorizationServer(style, revision, { catalogue }));
      const odd = checks.filter(({ outcome, requirement }) => {
        if (outcome === 'warn') return !(style.warns ?? []).includes(requirement);
        return ['fail', 'inconclusive', 'error'].includes(outcome);
      });
      expect(odd.map(({ id, outcome, actual, reason }) => `${id} ${outcome}: ${actual ?? reason}`)).toEqual(
        [],
      );
      const hidden = checks.filter(({ requirement, outcome }) => {
        return (style.shows ?? []).includes(requirement) && outcome !== 'pass';
      });
      expect(hidden.map(({ id, outcome, reason }) => `${id} is ${outcome}: ${reason}`)).toEqual([]);
      expect(verdict).toBe('conformant');
    },
  );
});
