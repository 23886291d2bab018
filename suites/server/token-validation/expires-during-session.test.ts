import { describe, expect, it } from 'vitest';
import { answered, served } from '../../../harness/exchange.test-helper.ts';
import check from './expires-during-session.ts';

const refusal = answered(401);
const honest = {
  before: served(),
  after: refusal,
  unusedAfter: refusal,
  expiredOpening: refusal,
  expiredLater: refusal,
};
const kindOf = (evidence: Partial<typeof honest>) => check.judge({ ...honest, ...evidence }).kind;

describe('expires-during-session', () => {
  it.each([
    ['refuses what has expired', {}, 'ok'],
    ['has a leeway', { after: served(), unusedAfter: served() }, 'ok'],
    ['remembers what it accepted', { after: served() }, 'violation'],
    ['checks the expiry for the opening call only', { expiredLater: served() }, 'violation'],
    [
      'does not check it at all',
      { after: served(), unusedAfter: served(), expiredLater: served(), expiredOpening: served() },
      'not-applicable',
    ],
    ['was too slow to be asked in time', { before: refusal }, 'unclear'],
  ] as const)('a server that %s', (_, evidence, kind) => {
    expect(kindOf(evidence)).toBe(kind);
  });
});
