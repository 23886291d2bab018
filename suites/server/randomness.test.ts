import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { guessable } from './randomness.ts';

const series = (make: (index: number) => string) => Array.from({ length: 24 }, (_, index) => make(index));
const START = 1_790_000_000_000;

describe('guessable', () => {
  it.each<[string, (index: number) => string]>([
    ['UUIDs', () => randomUUID()],
    ['64 random bits in hex', () => randomBytes(8).toString('hex')],
    ['64 random bits in base64url', () => randomBytes(8).toString('base64url')],
    ['a fixed prefix before 128 bits', () => `session-prod-${randomBytes(16).toString('base64url')}`],
    ['a counter beside 128 bits', (index) => `${index}.${randomBytes(16).toString('hex')}`],
    [
      'UUIDs that begin with the time',
      (index) => (START + index).toString(16).padStart(12, '0') + randomUUID().slice(13),
    ],
    [
      'JWTs with a counter',
      (index) => `eyJhbGciOiJ.eyJzaWQiOi${index}.${randomBytes(32).toString('base64url')}`,
    ],
  ])('finds nothing in %s', (_, make) => {
    expect(guessable(series(make))).toBeUndefined();
  });

  it.each<[string, (index: number) => string, RegExp]>([
    ['a counter', (index) => `${index + 1}`, /bits vary/],
    ['a counter behind a prefix', (index) => `session-${1000 + index}`, /bits vary/],
    ['a time in milliseconds', (index) => `${START + index * 7}`, /bits vary/],
    [
      'a time in nanoseconds',
      (index) => `${START}${(index * 123_457).toString().padStart(6, '0')}`,
      /bits vary/,
    ],
    ['32 random bits', () => randomBytes(4).toString('hex'), /bits vary/],
    [
      'a UUID with one changing field',
      (index) => `${randomBytes(4).toString('hex')}-1e2f-11ee-be56-${index}`,
      /bits/,
    ],
    ['the same id for everyone', () => 'abcdef0123456789abcdef0123456789', /came twice/],
  ])('finds %s', (_, make, problem) => {
    expect(guessable(series(make))).toMatch(problem);
  });
});
