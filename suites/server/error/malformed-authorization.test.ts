import { describe, expect, it } from 'vitest';
import { answered, served } from '../../../harness/exchange.test-helper.ts';
import check from './malformed-authorization.ts';

const error = answered(200, {
  request: { jsonrpc: '2.0', id: 1, method: 'tools/list' },
  body: { jsonrpc: '2.0', id: 1, error: { code: -32_001, message: 'no' } },
});

describe('malformed-authorization', () => {
  it.each([
    ['400', answered(400), 'ok'],
    ['401', answered(401), 'ok'],
    ['200 with a result', served(), 'violation'],
    ['500', answered(500), 'violation'],
    ['a redirect', answered(302), 'violation'],
    ['200 with an error inside', error, 'not-applicable'],
    ['503', answered(503), 'unclear'],
    ['429', answered(429), 'unclear'],
  ])('%s', (_, exchange, kind) => {
    expect(check.judge({ malformed: [answered(400), exchange] }).kind).toBe(kind);
  });

  it('takes a good token that is followed by a word for malformed', () => {
    const malformed = [answered(400)];
    expect(check.judge({ malformed, wordAfter: served() }).kind).toBe('violation');
    expect(check.judge({ malformed, wordAfter: answered(401) }).kind).toBe('ok');
  });
});
