import { describe, expect, it } from 'vitest';
import type { Answered } from '../../../harness/index.ts';
import { answered } from '../../../harness/exchange.test-helper.ts';
import { unanswered } from '../refusals.test-helper.ts';
import check from './resource-metadata-dereferenceable.ts';

const url = 'https://a.example/.well-known/oauth-protected-resource';
const judge = (document: Answered) => check.judge({ document }).kind;

describe('server/challenge/resource-metadata-dereferenceable', () => {
  it('wants a JSON object; its type and members are other checks’ concern', () => {
    expect(judge(answered(200, { url, body: { resource: 'x' } }))).toBe('ok');
    expect(judge(answered(200, { url, body: {}, headers: [['content-type', 'text/plain']] }))).toBe('ok');
  });

  it.each([
    [404, { body: { error: 'not found' } }],
    [200, { body: '<!doctype html>', headers: [['content-type', 'text/html']] as [string, string][] }],
    [200, { body: '["a"]' }],
    [200, { body: '"a"' }],
    [302, {}],
    [500, {}],
  ])('refuses %s %j', (status, options) =>
    expect(judge(answered(status, { url, ...options }))).toBe('violation'),
  );

  it('refuses a host or port that nobody has, and doubts a passing fault', () => {
    expect(judge(unanswered('refused'))).toBe('violation');
    expect(judge(unanswered('dns'))).toBe('violation');
    expect(judge(unanswered('blocked'))).toBe('violation');
    expect(judge(unanswered('timeout'))).toBe('unclear');
    expect(judge(unanswered('reset'))).toBe('unclear');
    expect(judge(answered(503, { url }))).toBe('unclear');
  });

  it('leaves a guarded place, a bad certificate and http to others', () => {
    expect(judge(answered(401, { url }))).toBe('not-applicable');
    expect(judge(unanswered('tls'))).toBe('not-applicable');
    expect(judge(answered(404, { url: 'http://a.example/x' }))).toBe('not-applicable');
    expect(judge(answered(404, { url: 'http://127.0.0.1:1/x' }))).toBe('violation');
  });
});
