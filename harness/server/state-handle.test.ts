import { describe, expect, it } from 'vitest';
import { madeUpLike } from './state-handle.ts';

describe('a made-up handle', () => {
  it.each<[string | number, string | number]>([
    [7, 7999],
    ['7', '7999'],
    ['basket-12', 'basket-12999'],
    ['f47ac10b-58cc-4372-a567-0e02b2c3d479', 'f17ac10b-58cc-4372-a567-0e02b2c3d479'],
    ['bsk_a1b2c3', 'bsk_a2b2c3'],
    ['abcdef', 'bbcdef'],
  ])('for %j is %j', (handle, expected) => {
    expect(madeUpLike(handle)).toBe(expected);
  });

  it('is a time where the handle is one, so that times are not taken for handles', () => {
    expect(Number.isNaN(Date.parse(String(madeUpLike('2026-11-21T12:03:01Z'))))).toBe(false);
    expect(Number.isNaN(new Date(madeUpLike(1_795_000_000_000)).getTime())).toBe(false);
  });
});
