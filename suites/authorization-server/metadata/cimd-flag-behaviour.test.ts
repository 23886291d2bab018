import { describe, expect, it } from 'vitest';
import { answered } from '../../../harness/exchange.test-helper.ts';
import check from './cimd-flag-behaviour.ts';

describe('cimd-flag-behaviour', () => {
  const judge = (flag: boolean, isTaken: boolean, likeStranger = false) => {
    const [document, known, stranger] = [answered(200), [answered(200)], [answered(400)]];
    return check.judge({ document, known, stranger, flag, isTaken, likeStranger }).kind;
  };

  it('passes where flag and behaviour agree', () => {
    expect(judge(true, true)).toBe('ok');
    expect(judge(false, false, true)).toBe('ok');
  });

  it('fails a promise that is not kept, and a gift that is not told', () => {
    expect(judge(true, false, true)).toBe('violation');
    expect(judge(false, true)).toBe('violation');
  });

  it('concludes nothing from another refusal: the document may not have been within reach', () => {
    expect(judge(true, false, false)).toBe('unclear');
  });
});
