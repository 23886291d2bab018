import { describe, expect, it } from 'vitest';
import { answered } from '../../../harness/exchange.test-helper.ts';
import documentsAgree from './documents-agree.ts';
import keySetUsable from './key-set-usable.ts';
import refreshGrace from './refresh-grace.ts';

describe('documents-agree', () => {
  const judge = (one: object, other: object) =>
    documentsAgree.judge({
      oauth: answered(200, { body: one as never }),
      openId: [answered(200, { body: other as never })],
    }).kind;

  it('looks at what both name, whatever the order', () => {
    const one = { issuer: 'https://as.example', code_challenge_methods_supported: ['S256', 'plain'] };
    expect(judge(one, { ...one, code_challenge_methods_supported: ['plain', 'S256'] })).toBe('ok');
    expect(judge(one, { ...one, subject_types_supported: ['public'] })).toBe('ok');
    expect(judge(one, { ...one, scopes_supported: ['openid'] })).toBe('ok');
    expect(judge(one, { ...one, issuer: 'https://as.example/' })).toBe('violation');
    expect(judge(one, { ...one, code_challenge_methods_supported: ['plain'] })).toBe('violation');
  });
});

describe('key-set-usable', () => {
  const judge = (status: number, body: unknown) =>
    keySetUsable.judge({ keySet: answered(status, { body: body as never }) }).kind;
  const key = (kid: string | undefined, kty = 'EC') => ({ kty, ...(kid === undefined ? {} : { kid }) });

  it.each([
    [[key('a')]],
    [[key('a'), key('b')]],
    [[key(undefined), key(undefined)]],
    // RFC 7517 §4.5: alternatives of different types may share a kid.
    [[key('a'), key('a', 'RSA')]],
  ])('passes %j', (keys) => {
    expect(judge(200, { keys })).toBe('ok');
  });

  it('fails a repeated kid, an empty set, and what is none', () => {
    expect(judge(200, { keys: [key('a'), key('b'), key('a')] })).toBe('violation');
    expect(judge(200, { keys: [] })).toBe('violation');
    expect(judge(200, {})).toBe('violation');
    expect(judge(404, '')).toBe('violation');
  });
});

describe('refresh-grace', () => {
  const yes = answered(200, { body: { access_token: 'a' } });
  const no = answered(400, { body: { error: 'invalid_grant' } });

  it('passes a client that goes on, and leaves the end of the grant to the server', () => {
    expect(refreshGrace.judge({ exchanges: [yes, no], further: [yes] }).kind).toBe('ok');
    expect(refreshGrace.judge({ exchanges: [yes, yes], further: [yes] }).kind).toBe('ok');
    expect(refreshGrace.judge({ exchanges: [yes, no], further: [no] }).kind).toBe('not-applicable');
  });

  it('does not pass where neither request got anything', () => {
    expect(refreshGrace.judge({ exchanges: [no, no], further: [] }).kind).toBe('violation');
  });
});
