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

it.each([
  ['emial', ['id', 'email', 'name'], ['email']],
  ['uri', ['id', 'url', 'name'], ['url']],
  ['nam', ['name', 'description', 'enabled'], ['name']],
])('takes %s for a slip', (wanted, names, meant) => {
  expect(suggest(wanted, names)).toEqual(meant);
});

it('proposes nothing for something else', () => {
  expect(suggest('banana', known)).toEqual([]);
  expect(suggest('', known)).toEqual([]);
});
