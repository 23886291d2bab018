import { describe, expect, it } from 'vitest';
import type { Json } from '../../../harness/index.ts';
import { answered } from '../../../harness/exchange.test-helper.ts';
import { served, unanswered } from '../refusals.test-helper.ts';
import issuerForm from './authorization-servers-issuer-form.ts';
import present from './authorization-servers-present.ts';
import bearerMethods from './bearer-methods-consistent.ts';
import jwksUri from './jwks-uri-https.ts';
import memberTypes from './member-types.ts';
import noEmpty from './no-empty-members.ts';
import noOfflineAccess from './no-offline-access.ts';
import resourceName from './resource-name.ts';
import signedMetadata, { factsOf } from './signed-metadata.ts';
import algorithms from './signing-alg-not-none.ts';
import statusAndType, { isMeant } from './status-and-type.ts';

const metadata = served({});

describe('authorization_servers', () => {
  it('is a list of strings', () => {
    const judge = (member: Json | undefined) => present.judge({ metadata, member }).kind;
    expect(judge(['https://as.example'])).toBe('ok');
    for (const member of [undefined, null, [], 'https://as.example', [null], ['https://as.example', 1], {}])
      expect(judge(member)).toBe('violation');
  });

  it('holds issuers', () => {
    const judge = (...listed: string[]) => issuerForm.judge({ metadata, listed, strictHttps: false }).kind;
    expect(judge('https://as.example', 'https://as.example/tenant')).toBe('ok');
    expect(judge('https://as.example', 'http://localhost:9000')).toBe('not-applicable');
    for (const wrong of [
      '',
      'as.example',
      'https://as.example?',
      'https://as.example/#',
      'http://as.example',
    ])
      expect(judge('http://localhost:9000', wrong)).toBe('violation');
    expect(judge('https://as.example/.well-known/openid-configuration')).toBe('violation');
  });
});

describe('server/metadata/member-types', () => {
  const judge = (document: { [key: string]: Json }) => memberTypes.judge({ metadata, document }).kind;

  it('takes the types of RFC 9728, and whatever it does not define', () => {
    const document = {
      jwks_uri: 'https://mcp.example/jwks',
      scopes_supported: ['a'],
      bearer_methods_supported: [],
      resource_name: 'A',
      'resource_name#it': 1,
      tls_client_certificate_bound_access_tokens: false,
      dpop_bound_access_tokens_required: true,
      signed_metadata: 'a.b.c',
      // Names that every JavaScript object knows.
      constructor: null,
      toString: 1,
      unknown: { a: [null] },
    };
    expect(judge(document as unknown as { [key: string]: Json })).toBe('ok');
    expect(judge(JSON.parse('{"__proto__": 1}') as { [key: string]: Json })).toBe('ok');
  });

  it.each<[string, Json]>([
    ['scopes_supported', 'a b'],
    ['scopes_supported', null],
    ['scopes_supported', ['a', 1]],
    ['bearer_methods_supported', 'header'],
    ['jwks_uri', '/jwks'],
    ['jwks_uri', ['https://mcp.example/jwks']],
    ['resource_documentation', 'see the wiki'],
    ['resource_policy_uri', null],
    ['resource_name', { en: 'A' }],
    ['dpop_bound_access_tokens_required', 'true'],
    ['tls_client_certificate_bound_access_tokens', 0],
    ['signed_metadata', {}],
  ])('refuses %s: %j', (name, value) => expect(judge({ [name]: value })).toBe('violation'));
});

describe('lists of the metadata', () => {
  it('are left out when empty, but for those with a meaning or a check of their own', () => {
    const judge = (document: { [key: string]: Json }) => noEmpty.judge({ metadata, document }).kind;
    expect(judge({ bearer_methods_supported: [], authorization_servers: [], scopes_supported: ['a'] })).toBe(
      'ok',
    );
    expect(judge({ scopes_supported: [] })).toBe('violation');
  });

  it('offer tokens in the header and not in the query', () => {
    const judge = (methods: Json | undefined) => bearerMethods.judge({ metadata, methods }).kind;
    expect(judge(['header'])).toBe('ok');
    expect(judge(['body', 'header'])).toBe('ok');
    for (const methods of [[], ['query'], ['header', 'query'], ['body'], ['Header']])
      expect(judge(methods)).toBe('violation');
    expect(judge(undefined)).toBe('not-applicable');
    expect(judge('header')).toBe('not-applicable');
  });

  it('do not name none or offline_access', () => {
    const judge = (stated: boolean, ...list: string[]) =>
      algorithms.judge({ metadata, stated, algorithms: list }).kind;
    expect(judge(true, 'RS256')).toBe('ok');
    expect(judge(true, 'RS256', 'none')).toBe('violation');
    expect(judge(false)).toBe('not-applicable');
    expect(noOfflineAccess.judge({ metadata, scopes: ['offline_access:a'] }).kind).toBe('ok');
    expect(noOfflineAccess.judge({ metadata, scopes: ['offline_access'] }).kind).toBe('violation');
  });
});

describe('server/metadata/resource-name', () => {
  it('is a note when absent, a warning when empty', () => {
    const judge = (name: Json | undefined) => resourceName.judge({ metadata, name }).kind;
    expect(judge('Search')).toBe('ok');
    expect(judge(' ')).toBe('violation');
    expect(judge(undefined)).toBe('not-applicable');
    expect(judge(null)).toBe('not-applicable');
  });
});

describe('server/metadata/jwks-uri-https', () => {
  const judge = (keys: ReturnType<typeof answered> | undefined, url = 'https://mcp.example/jwks') =>
    jwksUri.judge({ metadata, url, strictHttps: false, ...(keys === undefined ? {} : { keys }) }).kind;
  const key = { kty: 'RSA', n: 'AQ', e: 'AQAB' };

  it('wants public keys over https', () => {
    expect(judge(served({ keys: [key] }))).toBe('ok');
    expect(judge(served({ keys: [] }))).toBe('ok');
    expect(judge(served({ keys: [key] }), 'http://localhost:1/jwks')).toBe('not-applicable');
  });

  it('refuses http, no key set, and private or symmetric keys', () => {
    expect(judge(undefined, 'http://mcp.example/jwks')).toBe('violation');
    expect(judge(answered(404))).toBe('violation');
    expect(judge(served([key]))).toBe('violation');
    expect(judge(served({ keys: [key, { ...key, d: 'AQ' }] }))).toBe('violation');
    expect(judge(served({ keys: [{ kty: 'oct', k: 'AQ' }] }), 'http://localhost:1/jwks')).toBe('violation');
    expect(judge(unanswered('timeout'))).toBe('unclear');
  });
});

describe('server/metadata/signed-metadata', () => {
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const judge = (header: object, payload: object, signature = 'c2ln') =>
    signedMetadata.judge({
      metadata,
      ...factsOf([encoded(header), encoded(payload), signature].join('.')),
    });

  it('wants a signature and an issuer', () => {
    expect(judge({ alg: 'RS256' }, { iss: 'https://mcp.example' }).kind).toBe('ok');
    expect(judge({ alg: 'none' }, { iss: 'a' }, '').kind).toBe('violation');
    expect(judge({ alg: 'nOnE' }, { iss: 'a' }).kind).toBe('violation');
    expect(judge({}, { iss: 'a' }).kind).toBe('violation');
    expect(judge({ alg: 'RS256' }, { iss: 'a' }, '').kind).toBe('violation');
    expect(judge({ alg: 'RS256' }, {}).kind).toBe('violation');
    for (const text of ['', 'text', 'a.b', 'a.b.c.d.e', '!.!.!'])
      expect(signedMetadata.judge({ metadata, ...factsOf(text) }).kind).toBe('violation');
  });

  it('only warns when it is nested', () => {
    expect(judge({ alg: 'RS256' }, { iss: 'a', signed_metadata: 'b' })).toMatchObject({ tolerated: true });
  });
});

describe('server/metadata/status-and-type', () => {
  const document = { resource: 'https://mcp.example/mcp', authorization_servers: ['https://as.example'] };
  const judge = (status: number, type: string) =>
    statusAndType.judge({
      documents: [answered(status, { body: document, headers: [['Content-Type', type]] })],
    }).kind;

  it('wants 200 and application/json, whatever its parameters', () => {
    expect(judge(200, 'application/json')).toBe('ok');
    expect(judge(200, 'Application/JSON; charset=utf-8')).toBe('ok');
    for (const type of ['text/plain', 'text/html', 'application/jsonp', 'application/problem+json', ''])
      expect(judge(200, type)).toBe('violation');
    expect(judge(203, 'application/json')).toBe('violation');
  });

  it('knows a document from a page for every path and from an error', () => {
    expect(isMeant(answered(200, { body: document }))).toBe(true);
    expect(isMeant(answered(203, { body: document }))).toBe(true);
    expect(isMeant(answered(200, { body: '<!doctype html>' }))).toBe(false);
    expect(isMeant(answered(200, { body: '"a string"' }))).toBe(false);
    expect(isMeant(answered(200, { body: { error: 'not found' } }))).toBe(false);
    expect(isMeant(answered(404, { body: { error: 'not found', resource: '/mcp' } }))).toBe(false);
  });
});
