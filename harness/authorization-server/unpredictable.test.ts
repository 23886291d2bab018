import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { countsUp, guessedBits } from './unpredictable.ts';

const dozen = <T>(make: (index: number) => T) => Array.from({ length: 12 }, (_, index) => make(index));

describe('guessedBits', () => {
  it.each([
    ['128 random bits', () => randomBytes(16).toString('base64url')],
    ['a UUID of version 4', () => randomUUID()],
    ['hexadecimal', () => randomBytes(16).toString('hex')],
    [
      'something that only looks like a counter',
      (index: number) => createHash('sha256').update(`secret${index}`).digest('hex'),
    ],
    ['a prefix and random bits', () => `at_${randomBytes(20).toString('base64url')}`],
  ])('finds enough in %s', (_, make) => {
    expect(guessedBits(dozen(make))).toBeGreaterThanOrEqual(112);
  });

  it.each([
    ['a counter', (index: number) => `code-${1000 + index}`],
    ['a counter behind a long constant', (index: number) => `k3jh4Kj2h4kjHk2j3h4k2jh34kjh${1000 + index}`],
    ['eight digits', () => String(10_000_000 + randomBytes(3).readUIntBE(0, 3))],
    ['64 random bits', () => randomBytes(8).toString('hex')],
  ])('finds too little in %s', (_, make) => {
    expect(guessedBits(dozen(make))).toBeLessThan(112);
  });

  it('says nothing of few values', () => {
    expect(guessedBits(['one', 'two', 'three'])).toBeUndefined();
  });
});

describe('countsUp', () => {
  it.each([
    ['a counter', (index: number) => `client_${index + 5}`],
    ['a counter with gaps', (index: number) => String(123_000 + 7 * index)],
    ['a hexadecimal counter', (index: number) => `c-${(0xfa0 + index).toString(16)}`],
    ['a counter that ran far', (index: number) => `m2m_${93_826_482_910 + index}`],
  ])('is true of %s', (_, make) => expect(countsUp(dozen(make))).toBe(true));

  it.each([
    ['random digits', () => `m2m_${randomBytes(6).readUIntBE(0, 6)}`],
    ['a UUID', () => randomUUID()],
    [
      'words',
      (index: number) => `client ${'abcdefghijkl'.charAt(index)}${randomBytes(4).toString('base64')}`,
    ],
  ])('is false of %s', (_, make) => expect(countsUp(dozen(make))).toBe(false));

  it('is false of a few', () => expect(countsUp(['1', '2', '3'])).toBe(false));
});
