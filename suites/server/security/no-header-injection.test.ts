import { expect, test } from 'vitest';
import type { HeaderLine } from '../../../harness/index.ts';
import { answered } from '../../../harness/exchange.test-helper.ts';
import check from './no-header-injection.ts';

const refusal = (challenge: string, ...more: HeaderLine[]) =>
  answered(401, { headers: [['www-authenticate', challenge], ...more] });
const usual = refusal('Bearer error="invalid_token", error_description="No."');
const judge = (hostile: ReturnType<typeof answered>) =>
  check.judge({ 'plain claims': usual, 'quotes and commas in its claims': hostile }).kind;

test('the same challenge, or one whose description differs', () => {
  expect(judge(usual)).toBe('ok');
  expect(judge(refusal('Bearer error="invalid_token", error_description="Not \\"x\\"."'))).toBe('ok');
  expect(judge(refusal('Bearer'))).toBe('ok');
});

test('an injected parameter, challenge or field', () => {
  expect(judge(refusal('Bearer error="invalid_token", error_description="x", injected="1"'))).toBe(
    'violation',
  );
  expect(judge(refusal('Bearer error="x", Injected realm="1"'))).toBe('violation');
  expect(judge(refusal('Bearer error="invalid_token"', ['X-Injected', '1']))).toBe('violation');
});

test('broken grammar that only the hostile token brings about', () => {
  expect(judge(refusal('Bearer error="invalid_token", error_description="x\\"'))).toBe('violation');
});

test('a fault, and an acceptance', () => {
  expect(judge(answered(500))).toBe('violation');
});
