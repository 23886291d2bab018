import { describe, expect, it } from 'vitest';
import { isIdentifier, isIssuerForm, judgeAll, judgeHttpsUrl, relationTo } from './identifiers.ts';
import { doesNotApply, ok, violation } from '../../harness/index.ts';

const kindOf = (value: string, strictHttps = false) => judgeHttpsUrl(value, strictHttps).kind;

describe('judgeHttpsUrl', () => {
  it.each([
    'https://mcp.example.com',
    'https://mcp.example.com/',
    'https://mcp.example.com:8443/a/b?c=d',
    'HTTPS://MCP.example.com/mcp',
    'https://[2001:db8::1]/mcp',
  ])('takes %s', (url) => expect(kindOf(url)).toBe('ok'));

  it.each([
    '',
    'mcp.example.com',
    '/.well-known/oauth-protected-resource',
    '//mcp.example.com/mcp',
    'https:/mcp.example.com',
    'https:mcp.example.com',
    'https:\\\\mcp.example.com',
    ' https://mcp.example.com',
    'https://mcp.example.com/a b',
    'https://mcp.example.com/mcp\n',
    'https://mcp.example.com/mcp#',
    'https://mcp.example.com/mcp#tools',
    'http://127.0.0.1/mcp#tools',
    'http://mcp.example.com/mcp',
    'http://10.0.0.1/mcp',
    'http://localhost.example.com/mcp',
    'ftp://mcp.example.com/mcp',
    'urn:mcp:server',
    'localhost:3000/mcp',
  ])('refuses %j', (url) => expect(kindOf(url)).toBe('violation'));

  it.each(['http://localhost:3000/mcp', 'http://127.0.0.1/mcp', 'http://[::1]:8080/mcp'])(
    'leaves %s alone unless https is asked for there too',
    (url) => {
      expect(kindOf(url)).toBe('not-applicable');
      expect(kindOf(url, true)).toBe('violation');
    },
  );
});

describe('isIssuerForm', () => {
  it.each([
    'https://as.example',
    'https://as.example/',
    'https://as.example/tenant/1',
    'http://localhost:9000',
  ])('takes %s', (issuer) => expect(isIssuerForm(issuer)).toBe(true));
  it.each([
    'as.example',
    'https://as.example?tenant=1',
    'https://as.example/?',
    'https://as.example#',
    'https://as.example/.well-known/oauth-authorization-server',
    'https://as.example/tenant/.well-known/openid-configuration',
  ])('refuses %s', (issuer) => expect(isIssuerForm(issuer)).toBe(false));
});

describe('relationTo', () => {
  it.each([
    ['https://a.example/mcp', 'https://a.example/mcp', 'same'],
    ['https://a.example/mcp', 'https://a.example', 'parent'],
    ['https://a.example/mcp', 'https://a.example/', 'parent'],
    ['https://a.example/team/mcp', 'https://a.example/team', 'parent'],
    ['https://a.example/mcp', 'https://a.example/mcp/', 'parent'],
    ['https://a.example/mcp/', 'https://a.example/mcp', 'parent'],
    ['https://a.example/mcp', 'https://a.example/mcp?x=1', 'parent'],
    ['https://a.example', 'https://a.example/', 'parent'],
    // A string that begins alike is no parent.
    ['https://a.example/mcp-admin', 'https://a.example/mcp', 'foreign'],
    ['https://a.example/mcp', 'https://a.example/m', 'foreign'],
    ['https://a.example/mcp', 'https://a.example/mcp/v1', 'foreign'],
    ['https://a.example/mcp', 'https://a.example/MCP', 'foreign'],
    ['https://a.example/mcp', 'https://a.example/other', 'foreign'],
    ['https://a.example/mcp', 'https://a.example.evil.test/mcp', 'foreign'],
    ['https://a.example/mcp', 'http://a.example/mcp', 'foreign'],
    ['https://a.example/mcp', 'https://a.example:8443/mcp', 'foreign'],
    ['http://localhost:8000/mcp', 'http://127.0.0.1:8000/mcp', 'foreign'],
  ])('of %s to %s is %s', (endpoint, resource, relation) =>
    expect(relationTo(endpoint, resource)).toBe(relation),
  );
});

describe('isIdentifier', () => {
  it('takes absolute web URLs without fragment and nothing else', () => {
    expect(['https://a.example/mcp', 'http://a.example'].every(isIdentifier)).toBe(true);
    expect([undefined, null, 1, [], '', 'a.example', 'https://a.example#x', 'urn:a'].some(isIdentifier)).toBe(
      false,
    );
  });
});

describe('judgeAll', () => {
  it('lets a violation count most and an exemption least', () => {
    const exempt = doesNotApply('loopback');
    expect(judgeAll([]).kind).toBe('ok');
    expect(judgeAll([ok, exempt]).kind).toBe('not-applicable');
    expect(judgeAll([exempt, ok, violation('a', 'b')]).kind).toBe('violation');
  });
});
