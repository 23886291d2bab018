import { describe, expect, it } from 'vitest';
import type { CheckResult, Report } from '../../harness/contract.ts';
import { loadKnown, testAuthorizationServer } from './authorization-servers-known.ts';
import { peers } from './authorization-servers-peers.ts';
import { compare } from './servers.ts';

const known = await loadKnown();

describe('authorization servers of others', () => {
  it('are listed, all of them and no other', () => {
    expect(Object.keys(known)).toEqual(Object.keys(peers));
  });

  it.each(Object.entries(known))(
    '%s has the listed findings and no other',
    { timeout: 120_000 },
    async (name, listed) => {
      const report = await testAuthorizationServer(name);
      expect(report.trouble).toBeUndefined();
      expect(report.summary.pass).toBeGreaterThan(30);
      expect(compare(listed, report).problems).toEqual([]);
    },
  );
});

describe('what cannot be judged', () => {
  const listed = { known: [], unjudged: [{ check: 'authorization-server/a/b', reason: 'it answers 500' }] };
  const problems = (outcome: CheckResult['outcome']) =>
    compare(listed, { checks: [{ id: 'authorization-server/a/b', outcome }] } as Report).problems;

  it('is excused where it is listed', () => {
    expect(problems('inconclusive')).toEqual([]);
  });

  it('is a problem when it is judged after all, and a bug of ours always is', () => {
    expect(problems('pass')).toEqual([expect.stringContaining('listed as unjudged but was judged')]);
    expect(problems('error')).toContainEqual(expect.stringContaining('could not be judged'));
  });
});
