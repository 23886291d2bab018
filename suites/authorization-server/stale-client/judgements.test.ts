import { describe, expect, it } from 'vitest';
import { answered } from '../../../harness/exchange.test-helper.ts';
import authorizeDetectable from './authorize-detectable.ts';
import noEarlyExpiry from './no-early-expiry.ts';
import refreshAfterDeletion from './refresh-after-deletion.ts';
import secretExpiry from './secret-expiry-honoured.ts';
import survivesRestart from './survives-restart.ts';
import token401 from './token-401.ts';

const token = answered(200, { body: { access_token: 'made-up', token_type: 'Bearer' } });
const told = (status: number, error: string) => answered(status, { body: { error } });
const gone = told(401, 'invalid_client');

describe('secret-expiry-honoured', () => {
  it.each([
    ['works, then ends', token, gone, 3600, 'ok'],
    ['works on', token, token, 3600, 'violation'],
    ['ends too early', gone, gone, 3600, 'violation'],
    ['ends with another error', token, told(400, 'invalid_request'), 3600, 'violation'],
    ['proves nothing by another refusal', told(400, 'invalid_target'), gone, 3600, 'unclear'],
    ['was expired from the beginning', gone, gone, -5, 'ok'],
    ['was expired from the beginning and works', token, token, -5, 'violation'],
  ] as const)('a secret that %s', (_, before, after, seconds, kind) => {
    expect(secretExpiry.judge({ before, after, seconds }).kind).toBe(kind);
  });
});

describe('refresh-after-deletion', () => {
  it.each([
    [gone, 'ok'],
    [told(400, 'invalid_client'), 'ok'],
    [told(400, 'invalid_grant'), 'ok'],
    [told(400, 'invalid_request'), 'violation'],
    [told(500, 'invalid_client'), 'violation'],
    [answered(500, { body: 'Oops' }), 'violation'],
    [token, 'violation'],
    [answered(400, { body: 'no' }), 'not-applicable'],
    [answered(429), 'unclear'],
  ] as const)('%#: %s', (refresh, kind) => {
    expect(refreshAfterDeletion.judge({ redeemed: token, deletion: answered(204), refresh }).kind).toBe(kind);
  });
});

describe('token-401', () => {
  it('judges the refresh, where the code request is told right', () => {
    expect(token401.judge({ code: gone, refresh: gone }).kind).toBe('ok');
    expect(token401.judge({ code: gone, refresh: told(400, 'invalid_client') }).kind).toBe('ok');
    expect(token401.judge({ code: gone, refresh: told(400, 'invalid_grant') }).kind).toBe('violation');
    const wrong = told(400, 'invalid_grant');
    expect(token401.judge({ code: wrong, refresh: wrong }).kind).toBe('not-applicable');
    expect(token401.judge({ code: gone, refresh: answered(429) }).kind).toBe('unclear');
  });
});

describe('authorize-detectable', () => {
  it.each([
    ['page', 400, 'ok'],
    ['page', 404, 'ok'],
    ['page', 200, 'violation'],
    ['page', 500, 'violation'],
    ['page', 429, 'unclear'],
    ['callback', 302, 'not-applicable'],
    ['lost', 0, 'unclear'],
  ] as const)('%s with %i', (end, status, kind) => {
    expect(authorizeDetectable.judge({ exchanges: [], end, status }).kind).toBe(kind);
  });
});

describe('no-early-expiry and survives-restart', () => {
  it('tell a forgotten client from another refusal', () => {
    const early = (refresh: typeof token) => noEarlyExpiry.judge({ redeemed: token, refresh }).kind;
    expect([early(token), early(gone), early(told(400, 'invalid_grant'))]).toEqual([
      'ok',
      'violation',
      'unclear',
    ]);
    const restart = (redeemed: typeof token | undefined) =>
      survivesRestart.judge({ before: [], after: [told(400, 'invalid_client')], redeemed }).kind;
    expect([restart(token), restart(gone), restart(undefined), restart(told(400, 'invalid_grant'))]).toEqual([
      'ok',
      'violation',
      'violation',
      'unclear',
    ]);
  });
});
