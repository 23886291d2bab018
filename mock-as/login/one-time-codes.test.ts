import { expect, test } from 'vitest';
import { codeLifetime, createOneTimeCodes, triesPerCode } from './one-time-codes.ts';

const ada = 'ada@example.com';

function issued(now?: () => number) {
  const codes = createOneTimeCodes(now);
  return { codes, code: codes.issue('a', ada) ?? '' };
}

test('a code works once, and only for its login', () => {
  const { codes, code } = issued();
  expect(codes.pending('a')).toBe(ada);
  expect(codes.verify('b', code)).toEqual({ outcome: 'none' });
  expect(codes.verify('a', code)).toEqual({ outcome: 'accepted', email: ada });
  expect(codes.verify('a', code)).toEqual({ outcome: 'none' });
});

test('a code works until ten minutes are over', () => {
  let time = 0;
  const { codes, code } = issued(() => time);
  time = codeLifetime * 1000;
  expect(codes.verify('a', code)).toEqual({ outcome: 'expired' });
  const fresh = codes.issue('a', ada) ?? '';
  time += codeLifetime * 1000 - 1;
  expect(codes.verify('a', fresh)).toMatchObject({ outcome: 'accepted' });
});

test('the last wrong guess spends the code', () => {
  const { codes, code } = issued();
  for (let left = triesPerCode - 1; left > 0; left -= 1) {
    expect(codes.verify('a', `${code}0`)).toEqual({ outcome: 'wrong', triesLeft: left });
  }
  expect(codes.verify('a', '')).toEqual({ outcome: 'spent' });
  expect(codes.verify('a', code)).toEqual({ outcome: 'none' });
});

test('a new code ends the former one', () => {
  const { codes } = issued();
  let next = codes.issue('a', 'bob+sktest@example.com');
  expect(next).toBe('424242');
  next = codes.issue('a', ada) ?? '';
  if (next !== '424242') expect(codes.verify('a', '424242')).toMatchObject({ outcome: 'wrong' });
});

test('going back for another address does not give more codes', () => {
  const codes = createOneTimeCodes();
  for (let count = 0; count < 5; count += 1) {
    expect(codes.issue('a', ada)).toMatch(/^\d{6}$/);
    expect(codes.exhausted('a')).toBe(false);
    codes.withdraw('a');
  }
  expect(codes.exhausted('a')).toBe(true);
  expect(codes.issue('a', ada)).toBeUndefined();
  expect(codes.exhausted('b')).toBe(false);
});
