import { expect, it } from 'vitest';
import { answered } from '../../../harness/exchange.test-helper.ts';
import check from './retry-after.ts';

const judge = (value?: string, status = 503) =>
  check.judge({
    unverifiable: answered(status, { headers: value === undefined ? [] : [['retry-after', value]] }),
  }).kind;

it.each([
  '0',
  '120',
  'Sun, 06 Nov 1994 08:49:37 GMT',
  'Sunday, 06-Nov-94 08:49:37 GMT',
  'Wednesday, 09-Nov-94 08:49:37 GMT',
  'Sun Nov  6 08:49:37 1994',
])('takes %s', (value) => expect(judge(value)).toBe('ok'));

it.each([
  'soon',
  '-1',
  '1.5',
  '10s',
  '',
  '1994-11-06T08:49:37Z',
  'Sun, 06 Nov 1994 08:49:37',
  'Sun, 6 Nov 1994',
])('refuses «%s»', (value) => expect(judge(value)).toBe('violation'));

it('misses an absent one, and judges 503 only', () => {
  expect(judge()).toBe('violation');
  expect(judge('soon', 401)).toBe('not-applicable');
});
