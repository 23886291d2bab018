import { expect, it } from 'vitest';
import { answered } from '../../../harness/exchange.test-helper.ts';
import type { Answered, Json } from '../../../harness/index.ts';
import check from './expiry-and-rotation-enforced.ts';

const redeemed = (expiresIn?: Json) =>
  answered(200, {
    body: {
      access_token: 'a',
      token_type: 'Bearer',
      ...(expiresIn === undefined ? {} : { expires_in: expiresIn }),
    },
  });
const introspected = (active: boolean) => answered(200, { body: { active } });
const judge = (
  ownLifetime: number | null,
  [before, after]: Answered[] = [],
  expiresIn: Json | undefined = 3600,
) => check.judge({ redeemed: redeemed(expiresIn), ownLifetime, before, after }).kind;

it('compares what a JWT says with what was announced', () => {
  expect(judge(3600)).toBe('ok');
  expect(judge(3700)).toBe('ok');
  expect(judge(1800)).toBe('ok');
  expect(judge(4000)).toBe('violation');
});

it('asks introspection about an opaque token', () => {
  expect(judge(null, [introspected(true), introspected(false)])).toBe('ok');
  expect(judge(null, [introspected(true), introspected(true)])).toBe('violation');
  expect(judge(null, [introspected(false), introspected(false)])).toBe('unclear');
  expect(judge(null)).toBe('unclear');
});

it('leaves a missing or misspelt end to another check', () => {
  expect(
    check.judge({ redeemed: redeemed(), ownLifetime: 9e9, before: undefined, after: undefined }).kind,
  ).toBe('not-applicable');
  expect(judge(9e9, [], '3600')).toBe('not-applicable');
});
