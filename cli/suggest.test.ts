import { expect, it } from 'vitest';
import { suggest } from './suggest.ts';

const known = ['server/challenge/status-401', 'server/challenge/present', 'server/scope/status-403'];

it.each([
  ['server/challenge/status-402', 'server/challenge/status-401'],
  ['server/chalenge/present', 'server/challenge/present'],
  ['status-403', 'server/scope/status-403'],
])('finds what %s was meant to be', (wanted, meant) => {
  expect(suggest(wanted, known)[0]).toBe(meant);
});

it('proposes nothing for something else', () => {
  expect(suggest('banana', known)).toEqual([]);
  expect(suggest('', known)).toEqual([]);
});
