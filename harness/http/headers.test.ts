import { expect, it } from 'vitest';
import type { HeaderLine } from '../contract.ts';
import { allHeaders, headerOf } from './headers.ts';

const lines: HeaderLine[] = [
  ['WWW-Authenticate', 'Bearer'],
  ['Date', 'now'],
  ['www-authenticate', 'Basic'],
];

it('finds the first line, whatever the spelling of the name', () => {
  expect(headerOf(lines, 'Www-Authenticate')).toBe('Bearer');
  expect(headerOf(lines, 'etag')).toBeUndefined();
});

it('finds every line, in order', () => {
  expect(allHeaders(lines, 'WWW-AUTHENTICATE')).toEqual(['Bearer', 'Basic']);
  expect(allHeaders(lines, 'etag')).toEqual([]);
});
