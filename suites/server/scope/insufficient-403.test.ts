import { describe, expect, it } from 'vitest';
import { answered, served } from '../../../harness/exchange.test-helper.ts';
import check from './insufficient-403.ts';

const request = { jsonrpc: '2.0', id: 1, method: 'tools/call' };
const error = (status: number, code: number) =>
  answered(status, { request, body: { jsonrpc: '2.0', id: 1, error: { code, message: 'no' } } });
const toolError = (text: string) => served({ isError: true, content: [{ type: 'text', text }] });

describe('insufficient-403', () => {
  it.each([
    ['403', answered(403), 'ok'],
    ['401', answered(401), 'violation'],
    ['404', answered(404), 'violation'],
    ['500', answered(500), 'violation'],
    ['429', answered(429), 'unclear'],
    ['a result', served(), 'not-applicable'],
    ['200 with a permission error', error(200, -32_001), 'violation'],
    ['200 with an unknown tool', error(200, -32_602), 'not-applicable'],
    ['404 with an unknown method', error(404, -32_601), 'not-applicable'],
    ['a tool error about permission', toolError('Permission denied'), 'violation'],
    ['a tool error about an unknown tool', toolError('Tool x not found'), 'not-applicable'],
  ])('%s', (_, underscoped, kind) => {
    expect(check.judge({ underscoped }).kind).toBe(kind);
  });
});
