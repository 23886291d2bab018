import { expect, test } from 'vitest';
import { answered, lost } from '../../../harness/exchange.test-helper.ts';
import type { Answered, Exchange } from '../../../harness/index.ts';
import check from './auth-before-parse.ts';

const refused = answered(401);
/** The engine hands failures to a judge that observes them. */
const judge = (answers: Record<string, Exchange>, open: string[] = []) =>
  check.judge({ afterwards: refused, ...(answers as Record<string, Answered>), open }).kind;
const unknownTool = answered(200, {
  body: { jsonrpc: '2.0', id: null, error: { code: -32_602, message: 'Unknown tool: x' } },
});

test('every refusal will do, and so does a reset', () => {
  for (const status of [400, 401, 404, 413, 415])
    expect(judge({ 'a body that is no JSON': answered(status) })).toBe('ok');
  expect(judge({ 'a body of five megabytes': lost('reset') })).toBe('ok');
});

test('a fault, a hang, and no answer afterwards will not', () => {
  expect(judge({ 'a body that is no JSON': answered(500) })).toBe('violation');
  expect(judge({ 'a body of five megabytes': lost('timeout') })).toBe('violation');
  expect(judge({ afterwards: lost('refused') })).toBe('violation');
});

test('telling of tools is a violation unless they are open to everyone', () => {
  expect(judge({ 'an unknown tool': unknownTool })).toBe('violation');
  expect(judge({ 'an unknown tool': unknownTool }, ['tools/list'])).toBe('not-applicable');
  expect(judge({ 'an unknown method': unknownTool })).toBe('ok');
});
