import { describe, expect, it } from 'vitest';
import type { Json } from '../../../harness/index.ts';
import { served } from '../refusals.test-helper.ts';
import httpsNoFragment from './resource-https-no-fragment.ts';
import matchesEndpoint from './resource-matches-endpoint.ts';
import matchesLocation from './resource-matches-location.ts';
import noQuery from './resource-no-query.ts';
import noTrailingSlash from './resource-no-trailing-slash.ts';
import present from './resource-present.ts';

const metadata = served({});
const ENDPOINT = 'https://mcp.example/mcp';

describe('server/metadata/resource-present', () => {
  const judge = (resource: Json | undefined) => present.judge({ metadata, resource }).kind;
  it('wants a string', () => {
    expect(judge(ENDPOINT)).toBe('ok');
    for (const resource of [undefined, null, '', [ENDPOINT], 1, {}])
      expect(judge(resource)).toBe('violation');
  });
});

describe('server/metadata/resource-matches-location', () => {
  const judge = (resource: Json | undefined, endpoint = ENDPOINT, named: Json = null) => {
    const { pathname, origin } = new URL(endpoint);
    const place = served({}, `${origin}/.well-known/oauth-protected-resource${pathname}`);
    return matchesLocation.judge({ metadata: place, resource, endpoint, named }).kind;
  };

  it('takes the identifier that was inserted into, and the endpoint as the user spells it', () => {
    expect(judge(ENDPOINT)).toBe('ok');
    expect(judge(`${ENDPOINT}/`, `${ENDPOINT}/`)).toBe('ok');
    expect(judge('https://MCP.example/mcp', 'https://MCP.example/mcp')).toBe('ok');
    expect(judge('https://mcp.example/mcp', 'https://MCP.example/mcp')).toBe('ok');
  });

  it.each([
    'https://mcp.example/mcp/',
    'https://mcp.example/mcp?x=1',
    'https://mcp.example',
    'https://mcp.example/',
    'https://MCP.example/mcp',
    'https://mcp.example:443/mcp',
    'https://mcp.example/%6dcp',
    'https://mcp.example/mcp/v1',
    'https://other.example/mcp',
  ])('compares code points: %s is another', (resource) => expect(judge(resource)).toBe('violation'));

  it('is as strict about a slash that only the endpoint has', () => {
    expect(judge(ENDPOINT, `${ENDPOINT}/`)).toBe('violation');
  });

  it('leaves a foreign one that the challenge names as well, and a malformed one, to others', () => {
    const foreign = 'https://other.example/mcp';
    expect(judge(foreign, ENDPOINT, foreign)).toBe('not-applicable');
    expect(judge('https://mcp.example', ENDPOINT, 'https://mcp.example')).toBe('violation');
    for (const resource of [undefined, 'mcp.example', `${ENDPOINT}#x`])
      expect(judge(resource)).toBe('not-applicable');
  });
});

describe('server/metadata/resource-matches-endpoint', () => {
  const judge = (resource: Json | undefined) =>
    matchesEndpoint.judge({ metadata, resource, endpoint: ENDPOINT }).kind;

  it.each([ENDPOINT, 'https://mcp.example', 'https://mcp.example/', `${ENDPOINT}/`])('takes %s', (resource) =>
    expect(judge(resource)).toBe('ok'),
  );
  it.each([
    'https://mcp.example/mcp2',
    'https://mcp.example/m',
    'http://10.0.0.5:8080/mcp',
    `${ENDPOINT}/v1`,
  ])('refuses %s', (resource) => expect(judge(resource)).toBe('violation'));
  it.each([undefined, null, 'mcp.example', 'urn:mcp', `${ENDPOINT}#x`])(
    'leaves %s to another check',
    (resource) => expect(judge(resource)).toBe('not-applicable'),
  );
});

describe('the form of resource', () => {
  it('is an https URL', () => {
    const judge = (resource: Json | undefined) =>
      httpsNoFragment.judge({ metadata, resource, strictHttps: false }).kind;
    expect(judge(ENDPOINT)).toBe('ok');
    expect(judge('mcp.example')).toBe('violation');
    expect(judge('http://localhost:1/mcp')).toBe('not-applicable');
    expect(judge(null)).toBe('not-applicable');
  });

  it('has no query', () => {
    const judge = (resource: Json) => noQuery.judge({ metadata, resource }).kind;
    expect(judge(ENDPOINT)).toBe('ok');
    expect(judge(`${ENDPOINT}?`)).toBe('violation');
    expect(judge([`${ENDPOINT}?`])).toBe('not-applicable');
  });

  it.each([
    ['https://mcp.example', 'https://mcp.example', 'ok'],
    ['https://mcp.example', 'https://mcp.example/', 'violation'],
    ['https://mcp.example/', 'https://mcp.example/', 'ok'],
    ['https://mcp.example/', 'https://mcp.example', 'ok'],
    [ENDPOINT, `${ENDPOINT}/`, 'violation'],
    [ENDPOINT, `${ENDPOINT}/?x=1`, 'violation'],
    [ENDPOINT, `${ENDPOINT}?path=/`, 'ok'],
    [`${ENDPOINT}/`, `${ENDPOINT}/`, 'ok'],
    [`${ENDPOINT}/`, ENDPOINT, 'ok'],
    [ENDPOINT, null, 'not-applicable'],
  ])('of endpoint %s with resource %s: slash %s', (endpoint, resource, kind) =>
    expect(noTrailingSlash.judge({ metadata, resource, endpoint }).kind).toBe(kind),
  );
});
