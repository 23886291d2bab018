import { describe, expect, test } from 'vitest';
import { answered } from '../../../harness/exchange.test-helper.ts';
import check from './no-stack-trace.ts';

const judge = (body: string, headers: [string, string][] = []) =>
  check.judge({ provoked: [answered(400, { body, headers })], others: [] }).kind;

describe('tells of the inside', () => {
  test.each([
    'Error: x\n    at readBody (/srv/app/src/body.ts:12:9)',
    'Error: x<br> &nbsp; at /srv/app/index.js:10:3',
    '{"stack":"Error: x\\n    at async handle (file:///srv/app/dist/index.js:10:3)"}',
    'at next (C:\\app\\node_modules\\express\\index.js:1:2)',
    'at com.example.Server.handle(Server.java:118)',
    'Traceback (most recent call last):',
    '  File "/app/main.py", line 12, in handle',
    'goroutine 12 [running]:',
    "ENOENT: no such file, open '/home/deploy/keys.pem'",
    'upstream http://10.0.3.17:8080 failed',
    'connect ECONNREFUSED 192.168.1.20:5432',
  ])('%j', (body) => expect(judge(body)).toBe('violation'));

  test('in a header field too', () => {
    expect(judge('', [['x-error', 'at handle (/srv/app/index.js:10:3)']])).toBe('violation');
  });

  test('in the answer to another request', () => {
    const bad = answered(500, { body: 'Traceback (most recent call last):' });
    expect(check.judge({ provoked: [answered(401)], others: [bad] }).kind).toBe('violation');
  });
});

describe('tells nothing', () => {
  test.each([
    'The access token expired at 12:30:15.',
    '{"error":"invalid_token","error_description":"Look at https://example.com/docs/errors:3:4"}',
    'Not found: /web-search/mcp',
    'Read more at /docs/auth.',
    'Version 10.0 and 172.15.0.1 and 192.168 are no addresses of a network.',
    '{"resource_metadata":"http://127.0.0.1:9/.well-known/oauth-protected-resource/mcp"}',
    '<a href="https://example.com/usr/guide.html">help</a>',
  ])('%j', (body) => expect(judge(body)).toBe('ok'));

  test('the path that was asked for', () => {
    const answer = answered(404, {
      body: 'Cannot POST /app/mcp.json',
      url: 'http://127.0.0.1:9/app/mcp.json',
    });
    expect(check.judge({ provoked: [answer], others: [] }).kind).toBe('ok');
  });

  test('a target that itself has a private address', () => {
    const body = '{"resource_metadata":"http://192.168.1.5/.well-known/x"}';
    const answer = answered(401, { body, url: 'http://192.168.1.5/mcp' });
    expect(check.judge({ provoked: [answer], others: [] }).kind).toBe('ok');
  });
});
