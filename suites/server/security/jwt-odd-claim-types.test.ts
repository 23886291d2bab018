import { expect, test } from 'vitest';
import { answered, served } from '../../../harness/exchange.test-helper.ts';
import check from './jwt-odd-claim-types.ts';

const ENDLESS = 'a JWT whose exp is 1e999';

test('a number beyond all ranges may count as late, and must not make the server stumble', () => {
  expect(check.judge({ [ENDLESS]: served() }).kind).toBe('ok');
  expect(check.judge({ [ENDLESS]: answered(401) }).kind).toBe('ok');
  expect(check.judge({ [ENDLESS]: answered(500) }).kind).toBe('violation');
});

test('a value of a wrong type is refused', () => {
  expect(check.judge({ [ENDLESS]: served(), 'a JWT whose exp is a word': served() }).kind).toBe('violation');
});
