import { describe, expect, it } from 'vitest';
import { hasBinaries } from '../../package/node-binaries.ts';
import { loadRuns, problemsOf, runOfficialSuite, type OfficialCheck } from '../official-suite.ts';

const runs = await loadRuns();

// It crashes on Node.js 20; the newer one comes from npm, for one platform.
describe.skipIf(!hasBinaries)('the official suite on the mock', () => {
  it.each(Object.entries(runs))('%s: the listed deviations and no other', async (_, run) => {
    const checks = await runOfficialSuite(run);
    expect(checks.map(({ id }) => id).sort()).toEqual([
      'authorization-code-grant',
      'authorization-server-metadata',
      'authorization-server-metadata-cimd',
    ]);
    expect(problemsOf(run, checks)).toEqual([]);
  });
});

describe('the comparison with the list', () => {
  const known = [{ check: 'listed', reason: 'seen by hand' }];
  const problems = (statuses: Record<string, OfficialCheck['status']>) =>
    problemsOf(
      { known },
      Object.entries(statuses).map(([id, status]) => ({ id, status })),
    );

  it.each(['FAILURE', 'WARNING', 'SKIPPED'] as const)('takes what is listed, %s', (status) => {
    expect(problems({ listed: status, other: 'SUCCESS' })).toEqual([]);
  });

  it('names what is not listed, and what passes or is gone', () => {
    expect(problems({ listed: 'SUCCESS', other: 'SKIPPED' })).toEqual([
      expect.stringContaining('other is not listed: SKIPPED'),
      expect.stringContaining('listed is listed but passes'),
    ]);
    expect(problems({})).toEqual([expect.stringContaining('the suite has no such check')]);
  });
});
