import { expect, test } from 'vitest';
import { answered, served } from '../../../harness/exchange.test-helper.ts';
import check from './sender-constrained-as-bearer.ts';

test('only a server that offers DPoP is blamed for taking a bound token', () => {
  expect(check.judge({ bound: served(), advertisesDpop: true }).kind).toBe('violation');
  expect(check.judge({ bound: served(), advertisesDpop: false }).kind).toBe('not-applicable');
  expect(check.judge({ bound: answered(401), advertisesDpop: false }).kind).toBe('ok');
});
