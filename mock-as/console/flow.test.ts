import { expect, it } from 'vitest';
import type { SeenExchange } from './exchanges.ts';
import { diagramOf, flowOf } from './flow.ts';

function exchange(id: string, startedAt: number, more: Partial<SeenExchange> = {}): SeenExchange {
  return {
    id,
    from: 'client',
    to: 'authorization-server',
    path: '/',
    purpose: '',
    result: '',
    raw: {
      id: 1,
      endpoint: 'metadata',
      request: { method: 'GET', target: '/', headers: [], body: '' },
      outcome: 'answered',
      startedAt,
      durationMs: 10,
    },
    ...more,
  };
}

it('takes what names the client, and what names nobody while it was busy', () => {
  const { steps, omitted } = flowOf(
    [
      exchange('long before', 0),
      exchange('discovery', 9_000),
      exchange('own', 10_000, { clientId: 'me' }),
      exchange('of another', 10_010, { clientId: 'you' }),
      exchange('keys', 10_500),
      exchange('later', 20_000),
      exchange('own again', 30_000, { clientId: 'me' }),
    ],
    'me',
  );
  expect(steps.map(({ exchange: { id }, certain }) => [id, certain])).toEqual([
    ['discovery', false],
    ['own', true],
    ['keys', false],
    ['own again', true],
  ]);
  expect(omitted).toBe(0);
});

it('keeps the newest steps of a long flow', () => {
  const long = Array.from({ length: 100 }, (_, index) => exchange(`x${index}`, index, { clientId: 'me' }));
  const { steps, omitted } = flowOf(long, 'me');
  expect([steps.length, omitted, steps.at(-1)?.exchange.id]).toEqual([80, 20, 'x99']);
});

it('draws a life line for who takes part, and arrows that point from one to the other', () => {
  const flow = flowOf(
    [exchange('call', 1, { clientId: 'me', to: 'mcp-server' }), exchange('keys', 2, { from: 'mcp-server' })],
    'me',
  );
  const { lanes, arrows, width } = diagramOf(flow);
  expect(lanes.map(({ party }) => party)).toEqual(['client', 'mcp-server', 'authorization-server']);
  const xOf = new Map(lanes.map(({ party, x }) => [party, x]));
  expect(arrows.map(({ fromX, toX }) => [fromX, toX])).toEqual([
    [xOf.get('client'), xOf.get('mcp-server')],
    [xOf.get('mcp-server'), xOf.get('authorization-server')],
  ]);
  expect(Math.max(...lanes.map(({ x }) => x))).toBeLessThan(width);
});
