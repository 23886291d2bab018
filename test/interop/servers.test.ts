import { describe, expect, it } from 'vitest';
import type { CheckResult, Report } from '../../harness/contract.ts';
import { compare, loadPeers, testPeer } from './servers.ts';

const peers = await loadPeers();

/** Outages and restarts take minutes with libraries that rest between two looks at a key set: `npm run interop`. */
const isQuick = (id: string) =>
  !/^server\/(?:availability|stale-client)\//.test(id) && id !== 'server/security/issuer-mismatch-refused';

describe('servers on the libraries of others', () => {
  it.concurrent.each(Object.entries(peers))('%s has the listed findings and no other', async (_, peer) => {
    const report = await testPeer(peer, { only: isQuick });
    expect(report.trouble).toBeUndefined();
    expect(report.summary.pass).toBeGreaterThan(80);
    expect(compare(peer, report, isQuick).problems).toEqual([]);
  });
});

describe('the comparison with the list', () => {
  const peer = {
    command: 'none',
    path: '/mcp',
    known: [{ check: 'server/a/listed', reason: 'seen by hand' }],
  };
  const problems = (outcomes: Record<string, CheckResult['outcome']>, only?: (id: string) => boolean) => {
    const checks = Object.entries(outcomes).map(([id, outcome]) => ({ id, outcome }));
    return compare(peer, { checks } as Report, only).problems;
  };

  it('takes what is listed', () => {
    expect(problems({ 'server/a/listed': 'warn', 'server/a/good': 'pass' })).toEqual([]);
  });

  it('names what is not listed, what is gone, and what could not be judged', () => {
    const found = problems({
      'server/a/listed': 'pass',
      'server/a/new': 'fail',
      'server/a/lost': 'inconclusive',
    });
    expect(found).toEqual([
      expect.stringContaining('server/a/new is not listed'),
      expect.stringContaining('server/a/listed is listed but was not found'),
      expect.stringContaining('server/a/lost could not be judged'),
    ]);
  });

  it('does not miss what was not run', () => {
    expect(problems({}, (id) => id !== 'server/a/listed')).toEqual([]);
  });
});
