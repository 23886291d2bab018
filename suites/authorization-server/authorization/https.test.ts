import { describe, expect, it } from 'vitest';
import { answered, lost } from '../../../harness/exchange.test-helper.ts';
import { judgePlain } from './https.ts';

const refusal = { body: { error: 'invalid_client' } };

describe('judgePlain', () => {
  it.each([
    ['a refused connection', lost('refused'), 'ok'],
    ['a reset connection', lost('reset'), 'ok'],
    ['an address that the guard keeps from', lost('blocked'), 'unclear'],
    ['a redirect to https', answered(308, { headers: [['location', 'https://a.example/token']] }), 'ok'],
    ['a redirect to http', answered(302, { headers: [['location', '/login']] }), 'ok'],
    ['a proxy that knows no http there', answered(400, { body: '<p>plain HTTP to HTTPS port</p>' }), 'ok'],
    ['an OAuth error', answered(401, refusal), 'violation'],
  ] as const)('%s of the token endpoint', (_, plain, kind) => {
    expect(judgePlain(plain, answered(400, { body: { error: 'invalid_request' } })).kind).toBe(kind);
  });

  it('finds a page that https shows too', () => {
    const page = { body: '<p>Unknown application</p>' };
    expect(judgePlain(answered(400, page), answered(400, page)).kind).toBe('violation');
    expect(judgePlain(answered(400, page), answered(400, { body: 'other' })).kind).toBe('ok');
  });
});
