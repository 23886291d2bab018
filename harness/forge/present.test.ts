import { describe, expect, test } from 'vitest';
import { answered, served } from '../exchange.test-helper.ts';
import type { Answered } from '../contract.ts';
import type { ServerContext } from '../server/context.ts';
import { callEach, goodJws, noneCarriedOut, presentEach } from './present.ts';

/** A server that gives these answers, in turn. */
function answering(...answers: Answered[]): { server: ServerContext; calls: unknown[] } {
  const calls: unknown[] = [];
  const server = {
    call: (options: unknown) => {
      calls.push(options);
      return Promise.resolve(answers[calls.length - 1] ?? answered(500));
    },
    goodToken: () => Promise.resolve('opaque'),
  };
  return { server: server as unknown as ServerContext, calls };
}

describe('callEach', () => {
  test('keeps the names, and sends what is asked for', async () => {
    const { server, calls } = answering(answered(401), answered(403));
    const answers = await presentEach(server, { first: 'a', second: 'b' });
    expect(answers['first']?.response?.status).toBe(401);
    expect(answers['second']?.response?.status).toBe(403);
    expect(calls).toEqual([{ token: 'a' }, { token: 'b' }]);
  });

  test.each([503, 429])('asks once more after a %d', async (status) => {
    const { server, calls } = answering(answered(status), answered(401));
    expect((await callEach(server, { one: {} }))['one']?.response?.status).toBe(401);
    expect(calls).toHaveLength(2);
  });

  test('does not ask a third time, nor when the delay is long or a date', async () => {
    const twice = answering(answered(503), answered(503));
    expect((await callEach(twice.server, { one: {} }))['one']?.response?.status).toBe(503);
    expect(twice.calls).toHaveLength(2);
    for (const delay of ['60', 'Fri, 31 Dec 2027 23:59:59 GMT']) {
      const late = answering(answered(503, { headers: [['Retry-After', delay]] }));
      await callEach(late.server, { one: {} });
      expect(late.calls).toHaveLength(1);
    }
  });
});

test('goodJws stops the check for an opaque token', async () => {
  await expect(goodJws(answering().server)).rejects.toMatchObject({ outcome: 'not-applicable' });
});

test('noneCarriedOut takes every refusal, and no result', () => {
  const toolError = answered(200, {
    request: { jsonrpc: '2.0', id: 1, method: 'tools/call' },
    body: { jsonrpc: '2.0', id: 1, result: { isError: true, content: [] } },
  });
  expect(
    noneCarriedOut({ a: answered(401), b: answered(404), c: answered(500), d: answered(307) }).kind,
  ).toBe('ok');
  expect(noneCarriedOut({ a: answered(401), b: served() }).kind).toBe('violation');
  expect(noneCarriedOut({ a: toolError }).kind).toBe('violation');
});
