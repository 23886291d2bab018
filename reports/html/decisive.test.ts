import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../harness/contract.ts';
import { checkWith, exchangeWith, unanswered } from '../sample.test-helper.ts';
import { exhibitsOf } from './decisive.ts';

function marked(changes: Partial<CheckResult>, ...evidence: ReturnType<typeof exchangeWith>[]) {
  const check = checkWith('server/a/b', 'fail', {
    title: 'It holds',
    evidence: evidence.map(({ id }) => id),
    ...changes,
  });
  return exhibitsOf(check, evidence).map(({ label, marks }) => ({ label, marks }));
}

describe('exhibitsOf', () => {
  it('marks the status that was seen', () => {
    const [only] = marked({ actual: 'HTTP 200: the tool ran' }, exchangeWith('x1', 200));
    expect(only?.marks).toEqual({ status: true });
  });

  it('marks the field that the words name, where it stands', () => {
    const [only] = marked(
      { expected: 'a challenge with resource_metadata', actual: 'Bearer realm="mcp"' },
      exchangeWith('x1', 401),
    );
    expect(only?.marks).toEqual({ response: [1] });
  });

  it('names the field that is not there', () => {
    const response = { status: 401, headers: [], body: '' };
    const [only] = marked(
      { expected: 'WWW-Authenticate with a challenge', actual: 'the 401 without a token has none' },
      exchangeWith('x1', 401, { response }),
    );
    expect(only?.marks).toEqual({ status: true, missing: ['WWW-Authenticate'] });
  });

  it('marks the members that the words name, in the body', () => {
    const response = { status: 200, headers: [], body: '{"resource_name":""}' };
    const [only] = marked(
      { expected: 'a resource_name that people can read', actual: 'an empty one' },
      exchangeWith('x1', 200, { response }),
    );
    expect(only?.marks).toEqual({ words: ['resource_name'] });
  });

  it('calls each exchange what the check calls it, and marks nothing in a control', () => {
    const found = marked(
      { actual: 'HTTP 200', exhibits: { otherIssuer: 'x1', control: 'x2', again: ['x3'] } },
      exchangeWith('x1', 200),
      exchangeWith('x2', 200),
      exchangeWith('x3', 401),
    );
    expect(found).toEqual([
      { label: 'other issuer', marks: { status: true } },
      { label: 'control', marks: {} },
      { label: 'again 1', marks: {} },
    ]);
  });

  it('marks only the attempt that the words name, by what was tried', () => {
    const found = marked(
      {
        actual: 'another letter case: sent to the URI',
        exhibits: {
          good: { what: 'a good request' },
          attempts: [{ what: 'another path' }, { what: 'another letter case' }],
        },
      },
      exchangeWith('x1', 303),
      exchangeWith('x2', 400),
      exchangeWith('x3', 303),
    );
    expect(found).toEqual([
      { label: 'a good request', marks: {} },
      { label: 'another path', marks: {} },
      { label: 'another letter case', marks: { status: true } },
    ]);
  });

  it('marks the status where the words name nothing on the wire, but only of a finding', () => {
    expect(marked({ actual: 'it was served' }, exchangeWith('x1', 200))[0]?.marks).toEqual({ status: true });
    expect(marked({ outcome: 'pass' }, exchangeWith('x1', 200))[0]?.marks).toEqual({});
  });

  it('takes what was not answered', () => {
    expect(marked({ actual: 'no answer within 5 s' }, unanswered('x1'))[0]?.marks).toEqual({ status: true });
  });
});
