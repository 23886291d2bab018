import { describe, expect, it } from 'vitest';
import { selectScope } from './authorization.ts';
import { pauseOf } from './calls.ts';
import { relationOf } from './resource.ts';

describe('relationOf', () => {
  const endpoint = new URL('https://a.example/public/mcp');
  it.each([
    ['https://a.example/public/mcp', 'same'],
    ['https://A.example:443/public/mcp', 'same'],
    ['https://a.example/public/mcp/', 'foreign'],
    ['https://a.example/public/', 'parent'],
    ['https://a.example/public', 'parent'],
    ['https://a.example', 'parent'],
    ['https://a.example/pub', 'foreign'],
    ['https://a.example/public/mcp/more', 'foreign'],
    ['https://a.example/other', 'foreign'],
    ['http://a.example/public/mcp', 'foreign'],
    ['https://b.example/public/mcp', 'foreign'],
    ['public/mcp', 'foreign'],
  ])('%s is %s', (resource, relation) => {
    expect(relationOf(resource, endpoint)).toBe(relation);
  });
});

describe('pauseOf', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  it.each([
    ['7', 7_000],
    ['Thu, 01 Jan 2026 00:00:05 GMT', 5_000],
    ['Thu, 01 Jan 2025 00:00:05 GMT', 0],
    ['soon', 1_000],
    [undefined, 1_000],
  ])('%s is %i ms', (text, pause) => {
    expect(pauseOf(text, now)).toBe(pause);
  });
});

describe('selectScope', () => {
  const server = { issuer: 'https://as.example', scopes_supported: ['offline_access', 'of-the-as'] };
  const plain = { issuer: 'https://as.example' };
  const select = (
    given: Partial<Parameters<typeof selectScope>[1]>,
    options: { scope?: string } = {},
    rules: '2025-11-25' | '2026-07-28' = '2026-07-28',
  ) =>
    selectScope(
      { options: { url: 'https://a.example', ...options }, rules },
      { challenged: undefined, before: undefined, supported: [], server: plain, ...given },
    );

  it('takes the challenge, else the resource metadata, else nothing', () => {
    expect(select({ challenged: 'a  b', supported: ['c'] })).toBe('a b');
    expect(select({ supported: ['c', 'd'] })).toBe('c d');
    expect(select({ server })).toBeUndefined();
  });

  it('adds what was asked for before', () => {
    expect(select({ before: 'a b', challenged: 'b c' })).toBe('a b c');
  });

  it('adds offline_access only where it is offered, and where the revision speaks of it', () => {
    expect(select({ challenged: 'a', server })).toBe('a offline_access');
    expect(select({ challenged: 'a', server }, {}, '2025-11-25')).toBe('a');
    expect(select({ challenged: 'a' })).toBe('a');
  });

  it('does as the user says at first, and as the server says then', () => {
    expect(select({ challenged: 'a', server }, { scope: 'mine' })).toBe('mine');
    expect(select({ before: 'mine', challenged: 'a' }, { scope: 'mine' })).toBe('mine a');
  });
});
