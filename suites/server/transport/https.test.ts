import { expect, it } from 'vitest';
import { answered } from '../../../harness/exchange.test-helper.ts';
import check from './https.ts';

const judge = (url: string, strictHttps = false) =>
  check.judge({ bare: answered(401, { url }), strictHttps }).kind;

// No server on this machine can be reached by a public name, so no lie of one can show this.
it.each([
  ['https://mcp.example/mcp', 'ok'],
  ['https://127.0.0.1/mcp', 'ok'],
  ['http://mcp.example/mcp', 'violation'],
  ['http://192.168.1.2/mcp', 'violation'],
  ['http://localhost.mcp.example/mcp', 'violation'],
  ['http://localhost:3000/mcp', 'not-applicable'],
  ['http://127.0.0.1:3000/mcp', 'not-applicable'],
  ['http://[::1]:3000/mcp', 'not-applicable'],
])('%s: %s', (url, kind) => expect(judge(url)).toBe(kind));

it('spares loopback nothing when it is told to be strict', () => {
  expect(judge('http://localhost:3000/mcp', true)).toBe('violation');
});
