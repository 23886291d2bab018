import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkWith } from '../reports/sample.test-helper.ts';
import { formats } from './parse.ts';
import { locator, source } from './source.ts';

describe('--source', () => {
  const place = (id: string, ...given: string[]) =>
    locator(given.reduce<ReturnType<typeof source>>((all, text) => source(text, all), [])).locate?.(
      checkWith(id, 'fail'),
    );

  it('takes the entry of the check before the one for all', () => {
    const given = ['src/all.ts', 'server/challenge/*=src/auth.ts:12'];
    expect(place('server/challenge/status-401', ...given)).toEqual({ path: 'src/auth.ts', line: 12 });
    expect(place('server/scope/a', ...given)).toEqual({ path: 'src/all.ts', line: 1 });
    expect(place('server/scope/a', 'client/*=x.ts')).toBeUndefined();
    expect(locator(undefined).locate).toBeUndefined();
  });

  it('writes a path as the repository has it', () => {
    expect(place('a/b/c', './src/a.ts:3')).toEqual({ path: 'src/a.ts', line: 3 });
    expect(place('a/b/c', join(process.cwd(), 'src', 'a.ts'))).toEqual({ path: 'src/a.ts', line: 1 });
    expect(place('a/b/c', 'src\\a.ts')).toEqual({ path: 'src/a.ts', line: 1 });
  });

  it.each(['', '=x', 'a=', 'x.ts:0', 'x.ts:soon'])('refuses %j', (text) => {
    expect(() => source(text)).toThrow('server/challenge/*=src/auth.ts:12');
  });
});

it('reads formats with commas between them', () => {
  expect(formats('html, sarif', formats('csv'))).toEqual([
    { name: 'csv' },
    { name: 'html' },
    { name: 'sarif' },
  ]);
  for (const wrong of ['', 'a,', ',a']) expect(() => formats(wrong)).toThrow('html,junit');
});
