import pLimit from 'p-limit';
import { describe, expect, it } from 'vitest';
import { referenceLab } from '../../cli/reference-lab.ts';
import { loadCatalogue } from '../../harness/catalogue.ts';
import type { Report, Revision } from '../../harness/contract.ts';
import { isRevision, REVISIONS } from '../../harness/mcp/revision.ts';
import { runServerSuite } from '../../harness/run-server.ts';
import { loadStyles, type NamedStyle } from '../../server/styles/load.ts';

const styles = await loadStyles();
/** As many as the machine can take: a check that waits for an outage to be noticed needs its time. */
const limit = pLimit(2);
/** On a busy machine half a second without an answer is no outage yet. */
const PATIENT_MS = 1_500;

function revisionsOf({ revisions = ['2025-11-25', '2026-07-28'] }: NamedStyle): Revision[] {
  return revisions.filter(isRevision);
}

/** A style that speaks one revision must be recognised as such. */
function examine(style: NamedStyle, revision: Revision): Promise<Report> {
  const { lab, url, calls = [] } = referenceLab([style], { upstreamTimeoutMs: PATIENT_MS });
  const specVersion = style.id.startsWith('only-') ? 'auto' : revision;
  const known = style.ownScopes === true ? {} : { calls };
  const { dedicatedIssuer = false, opaqueTokens = false } = style;
  const wired = { ...lab, ...(opaqueTokens ? { accessTokens: 'opaque' as const } : {}) };
  return limit(() => runServerSuite({ url, lab: wired, ...known, specVersion, dedicatedIssuer }));
}

const trials = styles.flatMap((style) => revisionsOf(style).map((revision) => ({ style, revision })));

describe('conforming servers of every style', () => {
  it('are at least twelve, and each revision is spoken', () => {
    expect(styles.length).toBeGreaterThanOrEqual(12);
    expect(new Set(trials.map(({ revision }) => revision))).toEqual(new Set(REVISIONS));
  });

  it('name requirements of the catalogue', async () => {
    const catalogue = await loadCatalogue(new URL('../../suites/catalogue/', import.meta.url));
    const named = styles.flatMap(({ warns = [], proves = [] }) => [...warns, ...proves]);
    expect(named.filter((id) => catalogue.get(id) === undefined)).toEqual([]);
  });

  it.concurrent.each(trials.map((trial) => [trial.style.id, trial.revision, trial] as const))(
    '%s is conformant under %s',
    { timeout: 600_000 },
    async (_id, _revision, { style, revision }) => {
      const report = await examine(style, revision);
      const tolerated = style.warns ?? [];
      const odd = report.checks.filter(({ outcome, requirement }) => {
        if (outcome === 'warn') return !tolerated.includes(requirement);
        return ['fail', 'inconclusive', 'error'].includes(outcome);
      });
      expect(odd.map(({ id, outcome, actual, reason }) => `${id} ${outcome}: ${actual ?? reason}`)).toEqual(
        [],
      );
      const passed = report.checks
        .filter(({ outcome }) => outcome === 'pass')
        .map(({ requirement }) => requirement);
      const planned = report.checks.map(({ requirement }) => requirement);
      expect(passed).toEqual(
        expect.arrayContaining((style.proves ?? []).filter((id) => planned.includes(id))),
      );
      expect(report).toMatchObject({ verdict: 'conformant', specVersion: revision });
    },
  );
});
