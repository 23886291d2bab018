import { describe, expect, it } from 'vitest';
import { answered, served } from '../../../harness/exchange.test-helper.ts';
import { challenged, refusals } from '../refusals.test-helper.ts';
import noError from './no-error-without-credentials.ts';
import errorOnBadToken from './error-on-bad-token.ts';
import noProtectedData from './no-protected-data.ts';
import offlineAccess from './scope-without-offline-access.ts';
import scopeGuidance from './scope-guidance.ts';
import eachMethod from './status-401-each-method.ts';
import present from './www-authenticate-present.ts';

const BEARER = challenged('Bearer realm="a"');

describe('server/challenge/www-authenticate-present', () => {
  it('wants a field with something in it on every 401', () => {
    expect(present.judge(refusals(BEARER)).kind).toBe('ok');
    expect(present.judge(refusals(BEARER, answered(400))).kind).toBe('ok');
    expect(present.judge(refusals(BEARER, challenged('"garbage'))).kind).toBe('ok');
    expect(present.judge(refusals(challenged(''))).kind).toBe('violation');
    expect(present.judge({ ...refusals(BEARER), expired: challenged() })).toMatchObject({
      kind: 'violation',
      actual: expect.stringContaining('with an expired token') as string,
    });
  });
});

describe('server/challenge/status-401-each-method', () => {
  const judge = (bare: ReturnType<typeof answered>, good = served()) =>
    eachMethod.judge({ bare: [bare], good: [good], names: ['tools/call search'] }).kind;

  it('wants 401 for what a token opens', () => {
    expect(judge(answered(401))).toBe('ok');
    // JSON-RPC refused inside a 200: neither served nor a 401.
    const request = { jsonrpc: '2.0', id: 1, method: 'tools/call' };
    const error = { jsonrpc: '2.0', id: 1, error: { code: -32_001, message: 'Unauthorized' } };
    expect(judge(answered(200, { request, body: error }))).toBe('violation');
    const toolError = { jsonrpc: '2.0', id: 1, result: { isError: true, content: [] } };
    expect(judge(answered(200, { request, body: toolError }))).toBe('violation');
    for (const status of [302, 400, 403, 404, 500]) expect(judge(answered(status))).toBe('violation');
    expect(judge(answered(503))).toBe('unclear');
  });

  it('skips what is open to everyone, and what a good token does not open either', () => {
    expect(judge(served())).toBe('not-applicable');
    expect(judge(answered(403), answered(403))).toBe('not-applicable');
  });
});

describe('server/challenge/no-protected-data', () => {
  const judge = (answer: ReturnType<typeof answered>, tools = ['web_search']) =>
    noProtectedData.judge({ answers: [answer], names: ['bare'], tools }).kind;

  it('takes a refusal that says nothing but why', () => {
    expect(judge(BEARER)).toBe('ok');
    expect(judge(answered(401, { body: { error: 'Sign in to use web_search.' } }))).toBe('ok');
    expect(judge(answered(401, { body: 'not JSON' }))).toBe('ok');
    expect(judge(answered(401, { body: '"a JSON string"' }))).toBe('ok');
    expect(judge(served({ tools: [] }))).toBe('ok');
  });

  it('finds a session id, a result and a list of tools', () => {
    expect(judge(answered(401, { headers: [['MCP-Session-Id', 'abc']] }))).toBe('violation');
    const request = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
    expect(judge(answered(401, { request, body: { jsonrpc: '2.0', id: 1, result: {} } }))).toBe('violation');
    expect(judge(answered(403, { body: { available: [{ name: 'web_search' }] } }))).toBe('violation');
    expect(judge(answered(403, { body: { available: [{ name: 'web_search' }] } }), [])).toBe('ok');
  });
});

describe('errors and scopes of a challenge', () => {
  it('states no error to who sent nothing', () => {
    expect(noError.judge({ bare: challenged('Bearer errors="1", scope="a"') }).kind).toBe('ok');
    expect(noError.judge({ bare: challenged('Bearer Error_URI="https://a.example"') }).kind).toBe(
      'violation',
    );
    expect(noError.judge({ bare: challenged('Basic error="x"') }).kind).toBe('not-applicable');
  });

  it('calls a refused token invalid, by that code', () => {
    const judge = (line: string) => errorOnBadToken.judge({ foreign: challenged(line) }).kind;
    expect(judge('Bearer error=invalid_token')).toBe('ok');
    expect(judge('Bearer error="invalid_request"')).toBe('violation');
    expect(judge('Bearer realm="a"')).toBe('violation');
    expect(judge('Basic realm="a"')).toBe('not-applicable');
    expect(errorOnBadToken.judge({ foreign: answered(400) }).kind).toBe('not-applicable');
  });

  it('asks for no offline_access, as a whole word', () => {
    const judge = (line: string) => offlineAccess.judge(refusals(BEARER, challenged(line))).kind;
    expect(judge('Bearer scope="a offline_access_logs"')).toBe('ok');
    expect(judge('Bearer scope="a offline_access"')).toBe('violation');
    expect(judge('Bearer realm="offline_access"')).toBe('not-applicable');
  });

  it('names scopes where there are some', () => {
    const judge = (line: string) => scopeGuidance.judge({ bare: challenged(line) }).kind;
    expect(judge('Bearer scope="a b"')).toBe('ok');
    expect(judge('Bearer realm="a"')).toBe('violation');
    expect(judge('Bearer scope=" "')).toBe('violation');
    expect(judge('Bearer')).toBe('not-applicable');
  });
});
