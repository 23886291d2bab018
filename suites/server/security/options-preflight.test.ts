import { expect, test } from 'vitest';
import type { HeaderLine } from '../../../harness/index.ts';
import { answered, served } from '../../../harness/exchange.test-helper.ts';
import check from './options-preflight.ts';

const ORIGIN: HeaderLine = ['access-control-allow-origin', 'http://127.0.0.1:9'];
const allow = (names: string): HeaderLine => ['Access-Control-Allow-Headers', names];
const plain = answered(401);
const open = answered(401, { headers: [ORIGIN] });
const wanted = ['authorization', 'content-type', 'mcp-protocol-version'];

const judge = (preflight: ReturnType<typeof answered>, bare = plain, document = plain) =>
  check.judge({ preflight, bare, document, wanted }).kind;

test('permits what is wanted', () => {
  const all = 'Authorization, Content-Type, MCP-Protocol-Version, Mcp-Session-Id';
  expect(judge(answered(204, { headers: [ORIGIN, allow(all)] }))).toBe('ok');
  expect(judge(answered(200, { headers: [ORIGIN, allow('*, Authorization')] }))).toBe('ok');
});

test('lacks a field; the asterisk does not stand for Authorization', () => {
  expect(judge(answered(204, { headers: [ORIGIN, allow('Authorization, Content-Type')] }))).toBe('violation');
  expect(judge(answered(204, { headers: [ORIGIN, allow('*')] }))).toBe('violation');
});

test('checks the token first', () => {
  expect(judge(answered(401), open)).toBe('violation');
  expect(judge(answered(401), plain, open)).toBe('violation');
});

test('answers with CORS fields to the request and not to the preflight', () => {
  expect(judge(answered(204), open)).toBe('violation');
  expect(judge(answered(404), open)).toBe('violation');
});

test('is not meant for browsers', () => {
  expect(judge(answered(401))).toBe('not-applicable');
  expect(judge(answered(405), plain, open)).toBe('not-applicable');
});

test('goes by what a good token gets, where there is one', () => {
  const good = served();
  const openGood = { ...good, response: { ...good.response, headers: [...good.response.headers, ORIGIN] } };
  const withGood = (answer: typeof good) =>
    check.judge({ preflight: answered(401), bare: plain, good: answer, document: open, wanted }).kind;
  expect(withGood(good)).toBe('not-applicable');
  expect(withGood(openGood)).toBe('violation');
});
