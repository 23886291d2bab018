import { expect, it } from 'vitest';
import { chosen, readChecks, type ListedCheck } from './listed.ts';

const of = (id: string, role: ListedCheck['role'] = 'server'): ListedCheck => ({
  id,
  role,
  requirement: id.replaceAll('/', '.'),
  title: id,
});
const all = [of('server/a/one'), of('server/a/two'), of('server/b/one'), of('client/a/one', 'client')];
const ids = (checks: ListedCheck[]) => checks.map(({ id }) => id);

it('chooses by role, topic and pattern', () => {
  expect(ids(chosen(all, 'server', {}))).toEqual(['server/a/one', 'server/a/two', 'server/b/one']);
  expect(ids(chosen(all, 'server', { topics: ['a'] }))).toEqual(['server/a/one', 'server/a/two']);
  expect(ids(chosen(all, 'server', { topics: ['a'], checks: ['*/one'] }))).toEqual(['server/a/one']);
});

it('refuses what chooses nothing', () => {
  expect(() => chosen(all, 'server', { topics: ['c'] })).toThrow(
    'no topic "c" of the role server. Known: a, b.',
  );
  expect(() => chosen(all, 'server', { checks: ['client/*'] })).toThrow('No check matches "client/*"');
  expect(() => chosen(all, 'server', { topics: ['b'], checks: ['*/two'] })).toThrow(
    'No check is of the given',
  );
});

it('says when there is no build', () => {
  expect(() => readChecks(new URL('file:///nowhere/checks.json'))).toThrow('is the package built?');
});
