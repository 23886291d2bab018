import { expect, it } from 'vitest';
import { answered } from '../../../harness/exchange.test-helper.ts';
import type { Answered } from '../../../harness/index.ts';
import check from './client-credentials-authenticated.ts';

const refused = (error: string) => answered(400, { body: { error } });
const token = answered(200, { body: { access_token: 'a', token_type: 'Bearer' } });
const kindOf = (evidence: Record<'ordinary' | 'registered' | 'withItsSecret', Answered | undefined>) => {
  const { ordinary = token, ...rest } = evidence;
  return check.judge({ ordinary, ...rest }).kind;
};
const others = { registered: undefined, withItsSecret: undefined };

it('takes the refusals that say why', () => {
  expect(kindOf({ ...others, ordinary: refused('unauthorized_client') })).toBe('ok');
  expect(kindOf({ ...others, ordinary: refused('invalid_client') })).toBe('ok');
});

it('takes any refusal where a client with a secret gets a token', () => {
  const ordinary = refused('invalid_request');
  expect(kindOf({ ...others, ordinary, withItsSecret: token })).toBe('ok');
  expect(kindOf({ ...others, ordinary })).toBe('not-applicable');
  expect(kindOf({ ...others, ordinary, withItsSecret: refused('invalid_scope') })).toBe('not-applicable');
});

it('refuses a token, for whichever client without a secret', () => {
  expect(kindOf({ ...others, ordinary: token })).toBe('violation');
  const ordinary = refused('unauthorized_client');
  expect(kindOf({ ...others, ordinary, registered: token, withItsSecret: token })).toBe('violation');
});

it('does not concern a server without the grant', () => {
  expect(kindOf({ ...others, ordinary: refused('unsupported_grant_type') })).toBe('not-applicable');
});
