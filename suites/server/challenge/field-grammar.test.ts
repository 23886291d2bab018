import { describe, expect, it } from 'vitest';
import { challenged, refusals } from '../refusals.test-helper.ts';
import check, { grammarProblem } from './field-grammar.ts';

const PRM = 'https://a.example/.well-known/oauth-protected-resource';

describe('server/challenge/field-grammar', () => {
  it.each([
    'Bearer',
    `Bearer resource_metadata="${PRM}"`,
    'Bearer realm="a, b", scope="x y"',
    'Bearer error=invalid_token',
    'Bearer realm="say \\"hi\\"", scope="x"',
    'bearer  realm="a" ,scope="x"',
    'Bearer realm = "a"',
    ', Bearer realm="a", , scope="x",',
    'Negotiate, Bearer realm="a", Basic realm="b"',
    'Negotiate YII=, Bearer realm="a"',
    'Bearer realm="\u00e9"',
    // Judged by checks of their own.
    `Bearer resource_metadata=${PRM}, scope="x"`,
    'Bearer scope="a", scope="b"',
  ])('takes %s', (line) => expect(check.judge(refusals(challenged(line))).kind).toBe('ok'));

  it.each([
    'Bearer realm="a" scope="x"',
    'Bearer realm="a',
    'Bearer error_description=The token expired',
    'Bearer error_description="The token "x" expired"',
    'Bearer realm=https://a.example/',
    'realm="a", scope="x"',
    'Bearer: realm="a"',
    'Bearer, realm="a"',
    'Bearer scope="x", realm=',
  ])('refuses %s', (line) => expect(check.judge(refusals(challenged(line))).kind).toBe('violation'));

  it('looks at every line and at the challenge to a refused token', () => {
    const good = challenged('Bearer realm="a"');
    expect(check.judge(refusals(good, challenged('Bearer realm="a"', 'Basic realm="b'))).kind).toBe(
      'violation',
    );
    expect(check.judge(refusals(good, challenged('DPoP algs="ES256"', 'Bearer realm="a"'))).kind).toBe('ok');
  });

  it('has nothing to say where there is no field', () => {
    expect(check.judge(refusals(challenged())).kind).toBe('not-applicable');
    expect(check.judge(refusals(challenged(' '))).kind).toBe('not-applicable');
  });

  it('finds an unquoted value in the second line too', () => {
    expect(grammarProblem(['Basic realm="a"', `Bearer resource_metadata=${PRM}`])).toBeUndefined();
    expect(grammarProblem([`Bearer resource_metadata=${PRM}`, `Bearer realm=${PRM}`])).toContain('realm');
  });
});
