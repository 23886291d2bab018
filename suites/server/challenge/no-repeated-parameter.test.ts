import { describe, expect, it } from 'vitest';
import { challenged, refusals } from '../refusals.test-helper.ts';
import check from './no-repeated-parameter.ts';

const judge = (...lines: string[]) =>
  check.judge(refusals(challenged('Bearer realm="a"'), challenged(...lines))).kind;

describe('server/challenge/no-repeated-parameter', () => {
  it('takes each once, several challenges, and repeats of other parameters and schemes', () => {
    expect(judge('Bearer realm="a", scope="b", error="c", error_description="d", error_uri="e"')).toBe('ok');
    expect(judge('Bearer realm="a", Bearer realm="b"')).toBe('ok');
    expect(judge('Bearer realm="a"', 'Bearer realm="b"')).toBe('ok');
    expect(judge('Bearer x="a", x="b"')).toBe('ok');
    expect(judge('Basic realm="a", realm="b", Bearer realm="c"')).toBe('ok');
    expect(judge('Bearer realm="scope=a, scope=b"')).toBe('ok');
  });

  it.each(['Bearer scope="a", scope="b"', 'Bearer error="a", x="y", Error="b"', 'Bearer realm=a, realm=a'])(
    'refuses %s',
    (line) => expect(judge(line)).toBe('violation'),
  );

  it('does not apply without a Bearer challenge', () => {
    expect(check.judge(refusals(challenged('Basic realm="a", realm="b"'))).kind).toBe('not-applicable');
  });
});
