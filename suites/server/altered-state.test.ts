import { describe, expect, it } from 'vitest';
import { alteredStates } from './altered-state.ts';

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const decoded = (text = '') => JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown;

describe('an altered state', () => {
  it('is never the state itself', () => {
    const states = [
      'a',
      'opaque-0123456789',
      '{"a":1}',
      base64url({ a: [] }),
      `v1.${base64url({ a: 'x' })}.c2ln`,
    ];
    for (const state of states) {
      expect(alteredStates(state).map((one) => one.state)).not.toContain(state);
    }
  });

  it('has another character here and there, never where bits may mean nothing', () => {
    const altered = alteredStates('abcdefghijklmnopqrstuvwxyz').map(({ state }) => state);
    expect(altered.length).toBeGreaterThanOrEqual(2);
    for (const state of altered) expect(state.slice(-3)).toBe('xyz');
  });

  it('has each value of its JSON altered, be it plain or in Base64', () => {
    expect(alteredStates('{"step":1,"ok":false,"ids":[],"user":"al"}').map(({ state }) => state)).toEqual(
      expect.arrayContaining([
        '{"step":2,"ok":false,"ids":[],"user":"al"}',
        '{"step":1,"ok":true,"ids":[],"user":"al"}',
        '{"step":1,"ok":false,"ids":["altered"],"user":"al"}',
        '{"step":1,"ok":false,"ids":[],"user":"bl"}',
      ]),
    );
    const states = alteredStates(base64url({ user: 'al', to: { role: 'user' } })).map(({ state }) => state);
    expect(states).toContain(base64url({ user: 'al', to: { role: 'vser' } }));
  });

  it('keeps its signature, loses it, or has an empty one', () => {
    const states = alteredStates(`v1.${base64url({ n: 1 })}.c2lnbmF0dXJl`)
      .filter(({ what }) => what.includes('n'))
      .map(({ state }) => state.split('.'));
    const bent = states.filter(([, body]) => body === base64url({ n: 2 }));
    expect(bent.map(([, , signature]) => signature)).toEqual(['c2lnbmF0dXJl', undefined, '']);
    expect(decoded(bent[0]?.[1])).toEqual({ n: 2 });
  });

  it('keeps the alphabet and the padding of standard Base64', () => {
    const padded = Buffer.from('{"a":"?>?>"}').toString('base64');
    expect(alteredStates(padded).map(({ state }) => state)).toContain(
      Buffer.from('{"a":"@>?>"}').toString('base64'),
    );
  });
});
