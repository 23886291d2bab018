import { expect, it } from 'vitest';
import { answered } from '../../../harness/exchange.test-helper.ts';
import type { Answered } from '../../../harness/index.ts';
import check from './error-format.ts';

const error = (code: string, status = 400) => answered(status, { body: { error: code } });
const page = (status: number) =>
  answered(status, { body: '<h1>Error</h1>', headers: [['content-type', 'text/html']] });
const good = {
  empty: error('invalid_request'),
  unknownGrant: error('unsupported_grant_type'),
  badCode: error('invalid_grant'),
};
const judge = (changed: Partial<Record<keyof typeof good, Answered>>) => {
  const judgement = check.judge({ ...good, ...changed });
  return judgement.kind === 'violation' && judgement.tolerated === true ? 'tolerated' : judgement.kind;
};

it('takes errors as they are defined', () => {
  expect(judge({})).toBe('ok');
  expect(judge({ empty: error('invalid_client', 401) })).toBe('ok');
  expect(judge({ badCode: error('invalid_target') })).toBe('ok');
});

it('refuses another form', () => {
  expect(judge({ empty: page(400) })).toBe('violation');
  expect(judge({ badCode: page(404) })).toBe('violation');
  expect(judge({ empty: answered(400, { body: { error: { code: 'invalid_request' } } }) })).toBe('violation');
  expect(judge({ empty: error('bad_request') })).toBe('violation');
  expect(judge({ badCode: error('invalid_grant', 200) })).toBe('violation');
  expect(judge({ empty: page(500) })).toBe('violation');
  const untyped = answered(400, {
    body: { error: 'invalid_grant' },
    headers: [['content-type', 'text/plain']],
  });
  expect(judge({ badCode: untyped })).toBe('violation');
});

it('tolerates another client error status', () => {
  expect(judge({ badCode: error('invalid_grant', 403) })).toBe('tolerated');
  expect(judge({ badCode: error('invalid_grant', 401) })).toBe('tolerated');
});

it('leaves to other checks what is no error answer', () => {
  expect(judge({ badCode: page(500) })).toBe('not-applicable');
  expect(judge({ unknownGrant: page(500) })).toBe('not-applicable');
  expect(judge({ badCode: answered(200, { body: { access_token: 'a' } }) })).toBe('not-applicable');
});

it('learns nothing from a limit of requests', () => expect(judge({ empty: page(429) })).toBe('unclear'));
