import { describe, expect, it } from 'vitest';
import { answered } from '../../../harness/exchange.test-helper.ts';
import type { Answered } from '../../../harness/index.ts';
import check from './old-token-refused.ts';

interface Evidence {
  reuse?: Answered;
  lateReuse?: Answered;
  pauseSeconds?: number;
}

const tokens = () => answered(200, { body: { access_token: 'a', token_type: 'Bearer' } });
const refusal = (status = 400) => answered(status, { body: { error: 'invalid_grant' } });

describe('old-token-refused', () => {
  const judge = (evidence: Evidence) =>
    check.judge({ refresh: tokens(), use: tokens(), pauseSeconds: 0, ...evidence } as never);

  it('passes a refusal, at once or after a grace time', () => {
    expect(judge({ reuse: refusal() })).toEqual({ kind: 'ok' });
    expect(judge({ reuse: tokens(), lateReuse: refusal(), pauseSeconds: 4 })).toEqual({ kind: 'ok' });
  });

  it('fails tokens after a minute, and warns of them before', () => {
    const late = judge({ reuse: tokens(), lateReuse: tokens(), pauseSeconds: 60 });
    expect(late).toMatchObject({ kind: 'violation' });
    expect(late).not.toHaveProperty('tolerated');
    const early = judge({ reuse: tokens(), lateReuse: tokens(), pauseSeconds: 4 });
    expect(early).toMatchObject({ kind: 'violation', tolerated: true });
  });

  it('does not apply without rotation, and concludes nothing from a 429 or a 503', () => {
    expect(judge({})).toMatchObject({ kind: 'not-applicable' });
    expect(judge({ reuse: answered(429) })).toMatchObject({ kind: 'unclear' });
    expect(judge({ reuse: answered(503) })).toMatchObject({ kind: 'unclear' });
  });
});
