import { expect, it } from 'vitest';
import { answered } from '../exchange.test-helper.ts';
import { batchOf, servedMembers } from './batch.ts';
import { callTool } from './wire.ts';

const result = (id: number, value = {}) => ({ jsonrpc: '2.0', id, result: value });

it('numbers the members from 1', () => {
  expect(JSON.parse(batchOf([{ method: 'ping' }, callTool('search', { q: 'x' })]))).toEqual([
    { jsonrpc: '2.0', id: 1, method: 'ping' },
    { jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: 'search', arguments: { q: 'x' } } },
  ]);
});

it('counts a member as served only when it has a result without an error inside', () => {
  const error = { jsonrpc: '2.0', id: 2, error: { code: -32_603, message: 'no' } };
  const body = [result(1), error, result(3, { isError: true, content: [] })];
  expect(servedMembers(answered(200, { body }))).toEqual([1]);
});

it('reads an event stream too, with one message or several in each event', () => {
  const body = `data: ${JSON.stringify(result(1))}\n\ndata: ${JSON.stringify([result(2), result(3)])}\n\n`;
  const headers: [string, string][] = [['content-type', 'text/event-stream']];
  expect(servedMembers(answered(200, { body, headers }))).toEqual([1, 2, 3]);
});

it('finds nothing served in a refusal', () => {
  expect(servedMembers(answered(403, { body: [result(1)] }))).toEqual([]);
  expect(servedMembers(answered(200, { body: 'no JSON' }))).toEqual([]);
});
