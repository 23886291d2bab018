import { expect, it } from 'vitest';
import { answered } from '../../../harness/exchange.test-helper.ts';
import type { Json } from '../../../harness/index.ts';
import check from './scope-when-different.ts';

const UNKNOWN = 'mcp-auth-conformance:unknown';

const judge = (scope: Json | undefined, granted: string[] | null) =>
  check.judge({
    authorization: [],
    redeemed: answered(200, {
      body: { access_token: 'a', token_type: 'Bearer', ...(scope === undefined ? {} : { scope }) },
    }),
    granted,
  }).kind;

it.each<[string, Json | undefined, string[] | null, string]>([
  ['a reduced scope that is named', 'read', null, 'ok'],
  ['no scope, since everything was granted', undefined, ['read', UNKNOWN], 'ok'],
  ['everything granted and named', `read ${UNKNOWN}`, ['read', UNKNOWN], 'ok'],
  ['everything named, the token unread', `read ${UNKNOWN}`, null, 'ok'],
  ['no scope and a reduced token', undefined, ['read'], 'violation'],
  ['no scope and a token without any', undefined, [], 'violation'],
  ['everything named and a reduced token', `read ${UNKNOWN}`, ['read'], 'violation'],
  ['a list', ['read'], null, 'violation'],
  ['no scope and a token that nobody can read', undefined, null, 'not-applicable'],
])('%s', (_, scope, granted, kind) => expect(judge(scope, granted)).toBe(kind));

it('takes a refusal for none of its business, unless it is invalid_scope', () => {
  const refused = (error: string) => check.judge({ authorization: [], error, granted: null }).kind;
  expect(refused('invalid_scope')).toBe('ok');
  expect(refused('access_denied')).toBe('not-applicable');
});

it('says nothing when the code was not redeemed', () => {
  const redeemed = answered(400, { body: { error: 'invalid_grant' } });
  expect(check.judge({ authorization: [], redeemed, granted: null }).kind).toBe('unclear');
});
