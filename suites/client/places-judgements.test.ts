import { describe, expect, it } from 'vitest';
import { doesNotApply, ok, violation } from '../../harness/index.ts';
import { beyond, inOrder, putUpWith } from './places-judgements.ts';

const PLACES = ['/a', '/b', '/c'];

describe('the order of places', () => {
  it.each([
    ['as it should be', ['/a', '/b', '/c']],
    ['with others between, and some asked again', ['/a', '/x', '/b', '/a', '/c']],
  ])('is kept %s', (_name, asked) => {
    expect(inOrder(asked, PLACES)).toEqual(ok);
  });

  it.each([
    ['nothing was asked', [], 'none of them; not /a'],
    ['the search ends early', ['/a', '/b', '/b'], '/a, /b; not /c'],
    ['one is left out', ['/a', '/c'], '/a, /c; not /b'],
    ['two have changed places', ['/b', '/a', '/c'], '/b, /a, /c'],
  ])('is not kept when %s', (_name, asked, actual) => {
    expect(inOrder(asked, PLACES)).toMatchObject({ kind: 'violation', actual });
  });
});

describe('a special case', () => {
  it('is judged only where the plain one holds', () => {
    const special = violation('this', 'that');
    expect(beyond(ok, () => special)).toBe(special);
    expect(beyond(violation('a', 'b'), () => special).kind).toBe('not-applicable');
    expect(beyond(doesNotApply('why'), () => special).kind).toBe('not-applicable');
  });

  it('warns where no text names it, and stays what it is otherwise', () => {
    expect(putUpWith(violation('this', 'that'))).toMatchObject({ kind: 'violation', tolerated: true });
    expect(putUpWith(ok)).toBe(ok);
  });
});
