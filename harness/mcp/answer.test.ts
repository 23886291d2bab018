import { describe as group, expect, it } from 'vitest';
import { answered, lost, served } from '../exchange.test-helper.ts';
import { answerOf, describe, hasAnswer, isServed } from './answer.ts';

const request = { jsonrpc: '2.0', id: 7, method: 'tools/list' };
const rpcError = { jsonrpc: '2.0', id: 7, error: { code: -32001, message: 'no' } };

group('answerOf', () => {
  it('takes only a result that echoes the id for service', () => {
    expect(isServed(served({ tools: [] }))).toBe(true);
    expect(isServed(answered(200, { request, body: { jsonrpc: '2.0', id: 8, result: {} } }))).toBe(false);
  });

  it('does not take a JSON-RPC error inside a 200 for service', () => {
    const exchange = answered(200, { request, body: rpcError });
    expect(isServed(exchange)).toBe(false);
    expect(describe(exchange)).toBe('HTTP 200 with JSON-RPC error -32001 inside');
  });

  it('does not take a result under a 401 for service', () => {
    expect(isServed(answered(401, { request, body: { jsonrpc: '2.0', id: 7, result: {} } }))).toBe(false);
  });

  it('reads the answer out of an event stream, past notifications', () => {
    const body = `: hi\n\ndata: {"jsonrpc":"2.0","method":"notifications/progress"}\n\nevent: message\ndata: {"jsonrpc":"2.0","id":7,"result":{"a":1}}\n\n`;
    const exchange = answered(200, {
      request,
      body,
      headers: [['Content-Type', 'Text/Event-Stream; charset=utf-8']],
    });
    expect(answerOf(exchange)).toEqual({ kind: 'result', result: { a: 1 } });
    expect(hasAnswer(7)(body)).toBe(true);
    expect(hasAnswer(8)(body)).toBe(false);
  });

  it('tells a tool error from service', () => {
    const body = {
      jsonrpc: '2.0',
      id: 7,
      result: { isError: true, content: [{ type: 'text', text: 'expired' }] },
    };
    expect(answerOf(answered(200, { request, body }))).toEqual({ kind: 'tool-error', text: 'expired' });
    expect(isServed(answered(200, { request, body }))).toBe(false);
  });

  it('survives bodies that are no message', () => {
    for (const body of ['', '"a string"', 'null', '[]', '<html>', '{"error":"text"}', '[1,"a",null]']) {
      expect(answerOf(answered(400, { request, body })).kind).toBe('none');
    }
  });

  it('has nothing where no response came', () => {
    expect(answerOf(lost())).toEqual({ kind: 'none' });
    expect(describe(lost('timeout'))).toBe('no answer (timeout)');
  });
});
