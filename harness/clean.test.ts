import { expect, it } from 'vitest';
import { clean } from './clean.ts';

it.each([
  ['an escape sequence', 'a\u001b[2Jb', 'a [2Jb'],
  ['an 8-bit control', 'a\u009b2Jb', 'a 2Jb'],
  ['ends of lines of every kind', 'a\r\nb\u2028c\u0085d', 'a b c d'],
  ['a change of direction', 'a\u202eb\u2066c\u200fd', 'a b c d'],
])('takes %s out', (_, text, expected) => {
  expect(clean(text)).toBe(expected);
});

it('leaves everything else as it is', () => {
  const text = 'Grüße, 世界 👋🏽: «a» \\ "b" ~';
  expect(clean(text)).toBe(text);
});
