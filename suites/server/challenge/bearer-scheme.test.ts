import { describe, expect, it } from 'vitest';
import { answered } from '../../../harness/exchange.test-helper.ts';
import { challenged, refusals } from '../refusals.test-helper.ts';
import check from './bearer-scheme.ts';

const judge = (...lines: string[]) => check.judge(refusals(challenged(...lines)));

describe('server/challenge/bearer-scheme', () => {
  it.each(['Bearer realm="a"', 'bearer realm="a"', 'BEARER error=invalid_token', 'DPoP algs="ES256"'])(
    'takes %s',
    (line) => expect(judge(line).kind).toBe('ok'),
  );

  it('finds Bearer among several, on one line or on several', () => {
    expect(judge('Negotiate, Basic realm="a", Bearer realm="b"').kind).toBe('ok');
    expect(judge('Basic realm="a"', 'Bearer realm="b"').kind).toBe('ok');
    expect(judge('Bearer', 'Bearer realm="b"').kind).toBe('ok');
  });

  it.each(['Basic realm="mcp"', 'Token', 'BearerToken realm="a"', 'Negotiate'])('refuses %s', (line) => {
    const judgement = judge(line);
    expect(judgement).toMatchObject({ kind: 'violation' });
    expect(judgement).not.toHaveProperty('tolerated');
  });

  it('only warns of a bare Bearer', () => {
    expect(judge('Bearer')).toMatchObject({ kind: 'violation', tolerated: true });
  });

  it('looks at the challenge to a refused token too, where that is a 401', () => {
    const good = challenged('Bearer realm="a"');
    expect(check.judge(refusals(good, challenged('Token realm="a"'))).kind).toBe('violation');
    expect(check.judge(refusals(good, answered(400))).kind).toBe('ok');
    expect(check.judge(refusals(good, challenged())).kind).toBe('ok');
  });

  it('leaves a missing field and a missing scheme to others', () => {
    expect(judge().kind).toBe('not-applicable');
    expect(judge('realm="a"').kind).toBe('not-applicable');
  });
});
