import { expect, it } from 'vitest';
import { answered, served } from '../exchange.test-helper.ts';
import { answered503 } from './outage-judgements.ts';

const cold = { hadKeys: false, tried: true };

it('passes 503 and nothing else', () => {
  expect(answered503({ unverifiable: answered(503), ...cold }).kind).toBe('ok');
  for (const status of [401, 403, 500, 502])
    expect(answered503({ unverifiable: answered(status), ...cold }).kind).toBe('violation');
});

it('calls service a violation, and a JSON-RPC error inside a 200 as well', () => {
  const error = answered(200, {
    request: { jsonrpc: '2.0', id: 1, method: 'ping' },
    body: { jsonrpc: '2.0', id: 1, error: { code: -32_603, message: 'upstream' } },
  });
  expect(answered503({ unverifiable: served(), ...cold })).toMatchObject({ kind: 'violation' });
  expect(answered503({ unverifiable: error, ...cold }).kind).toBe('violation');
});

it('makes one fault of a server that treats every outage alike', () => {
  const refused = { unverifiable: answered(401), ...cold };
  expect(answered503(refused, answered(401)).kind).toBe('not-applicable');
  expect(answered503(refused, answered(503)).kind).toBe('violation');
  expect(answered503({ unverifiable: served(), ...cold }, served()).kind).toBe('not-applicable');
});

it('does not blame a server that had keys and was not seen to look for new ones', () => {
  const unverifiable = answered(401);
  expect(answered503({ unverifiable, hadKeys: true, tried: false }).kind).toBe('unclear');
  expect(answered503({ unverifiable, hadKeys: true, tried: true }).kind).toBe('violation');
});

it('takes no other refusal for a verdict on the token', () => {
  expect(answered503({ unverifiable: answered(404), ...cold }).kind).toBe('unclear');
  expect(answered503({ unverifiable: answered(429), ...cold }).kind).toBe('unclear');
});
