import { describe, expect, it } from 'vitest';
import { answered } from '../../../harness/exchange.test-helper.ts';
import { served, unanswered } from '../refusals.test-helper.ts';
import resolvable from './authorization-servers-resolvable.ts';
import identical from './issuer-string-identical.ts';

const AS = 'https://as.example';
const missing = answered(404, { url: `${AS}/.well-known/oauth-authorization-server` });

describe('server/discovery/authorization-servers-resolvable', () => {
  const judge = (issuers: string[], dead: string[], asked = [missing]) =>
    resolvable.judge({ asked, issuers, dead });

  it('wants one that works', () => {
    expect(judge([AS], []).kind).toBe('ok');
    expect(judge([`${AS}/authorize`], [`${AS}/authorize`]).kind).toBe('violation');
  });

  it('warns of a further dead one, and of none that may be reached from elsewhere', () => {
    expect(judge([AS, `${AS}/old`], [`${AS}/old`])).toMatchObject({ kind: 'violation', tolerated: true });
    expect(judge([AS, `${AS}/old`], [`${AS}/old`], [missing, unanswered('dns')]).kind).toBe('ok');
  });

  it('knows nothing of a name that does not resolve, and leaves a wrong form to another check', () => {
    expect(judge([AS], [AS], [unanswered('dns')]).kind).toBe('unclear');
    const wellKnown = `${AS}/.well-known/oauth-authorization-server`;
    expect(judge([wellKnown], [wellKnown]).kind).toBe('not-applicable');
    expect(judge(['as.example'], ['as.example'], []).kind).toBe('not-applicable');
  });
});

describe('server/discovery/issuer-string-identical', () => {
  const judge = (listed: string, own: string) =>
    identical.judge({ documents: [served({ issuer: own })], pairs: [{ listed, own }] });

  it.each([AS, `${AS}/`, `${AS}/tenant/1`])('takes %s in both places', (issuer) =>
    expect(judge(issuer, issuer).kind).toBe('ok'),
  );

  it.each([
    [`${AS}/`, AS],
    [AS, `${AS}/`],
    [`${AS}/tenant/`, `${AS}/tenant`],
    ['https://AS.example', AS],
    [`${AS}:443`, AS],
    [`${AS}/%74enant`, `${AS}/tenant`],
    ['http://as.example', AS],
    [AS, ''],
  ])('refuses %s for %s', (listed, own) => expect(judge(listed, own).kind).toBe('violation'));

  it('says so when only a slash differs', () => {
    expect(judge(`${AS}/`, AS)).toMatchObject({
      actual: expect.stringContaining('trailing slash') as string,
    });
  });
});
