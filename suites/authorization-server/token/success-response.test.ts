import { expect, it } from 'vitest';
import { answered } from '../../../harness/exchange.test-helper.ts';
import type { Answered, HeaderLine, Json } from '../../../harness/index.ts';
import noStore from './no-store.ts';
import check from './success-response.ts';

const token = { access_token: 'a', token_type: 'Bearer' };
const typed = (type: string): HeaderLine[] => [['content-type', type]];
const judge = (redeemed: Answered, refreshed?: Answered) => check.judge({ redeemed, refreshed }).kind;
const said = (body: Json | string, status = 200, type = 'application/json') =>
  judge(answered(status, { body, headers: typed(type) }));

it('takes JSON with both members', () => {
  expect(said(token)).toBe('ok');
  expect(said(token, 200, 'application/json; charset=UTF-8')).toBe('ok');
});

it('refuses another status, type or body', () => {
  expect(said(token, 201)).toBe('violation');
  expect(said(token, 200, 'text/html')).toBe('violation');
  expect(said('access_token=a&token_type=bearer', 200, 'application/x-www-form-urlencoded')).toBe(
    'violation',
  );
  expect(said('access_token=a&token_type=bearer')).toBe('violation');
  expect(said({ access_token: 'a' })).toBe('violation');
  expect(said({ ...token, access_token: '' })).toBe('violation');
});

it('looks at the answer to a refresh too', () => {
  expect(judge(answered(200, { body: token }), answered(200, { body: { access_token: 'a' } }))).toBe(
    'violation',
  );
});

it('learns nothing where a good request was refused', () => {
  expect(said({ error: 'invalid_grant' }, 400)).toBe('unclear');
  expect(said({ error: 'invalid_grant' })).toBe('unclear');
});

it.each([
  ['no-store', 'ok'],
  ['private, No-Store', 'ok'],
  ['no-cache', 'violation'],
  ['x-no-store', 'violation'],
])('Cache-Control: %s', (value, kind) => {
  const headers: HeaderLine[] = [['cache-control', value]];
  expect(
    noStore.judge({ redeemed: answered(200, { body: token, headers }), refreshed: undefined }).kind,
  ).toBe(kind);
});
