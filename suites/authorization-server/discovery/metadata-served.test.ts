import { describe, expect, it } from 'vitest';
import { answered } from '../../../harness/exchange.test-helper.ts';
import readable from './document-readable-without-credentials.ts';
import location from './rfc8414-location.ts';
import served from './metadata-served.ts';
import type from './document-status-and-type.ts';

const OAUTH = 'https://as.example/.well-known/oauth-authorization-server';
const OIDC = 'https://as.example/.well-known/openid-configuration';
const document = { issuer: 'https://as.example', token_endpoint: 'https://as.example/token' };
const got = (status: number, body: object | string = '', url = OAUTH) =>
  answered(status, { body: body as never, url });

describe('metadata-served', () => {
  const judge = (looked: ReturnType<typeof got>[], elsewhere: string[] = [], openIdCounts = true) =>
    served.judge({ looked, elsewhere, openIdCounts }).kind;

  it('is content with one document', () => {
    expect(judge([got(200, document)])).toBe('ok');
  });

  it.each([
    ['nothing', [got(404), got(404)]],
    ['the page of a single-page application', [got(200, '<!doctype html>')]],
    ['a 200 that says that there is nothing', [got(200, { error: 'not found' })]],
    ['a redirect', [got(302)]],
  ])('fails %s', (_, looked) => {
    expect(judge(looked)).toBe('violation');
  });

  it.each([
    ['a document behind credentials', [got(404), got(401)], []],
    ['a document with another status', [got(203, document)], []],
    ['a document where clients of an early revision do not look', [got(404)], [OIDC]],
  ])('leaves %s to another check', (_, looked, elsewhere) => {
    expect(judge(looked, elsewhere, false)).toBe('not-applicable');
  });

  it('fails a document where no client of a late revision looks', () => {
    expect(judge([got(404)], ['https://as.example/a/.well-known/oauth-authorization-server'])).toBe(
      'violation',
    );
  });
});

describe('rfc8414-location', () => {
  const judge = (status: number, further: ReturnType<typeof got>[], openIdCounts: boolean) =>
    location.judge({ place: got(status, status === 200 ? document : ''), further, openIdCounts }).kind;

  it('wants the document there, or one of OpenID Connect where the revision allows it', () => {
    expect(judge(200, [], false)).toBe('ok');
    expect(judge(404, [got(200, document, OIDC)], true)).toBe('ok');
    expect(judge(404, [got(200, document, OIDC)], false)).toBe('violation');
  });

  it('leaves it to another check that there is none at all', () => {
    expect(judge(404, [], false)).toBe('not-applicable');
  });
});

describe('document-readable-without-credentials', () => {
  const judge = (looked: ReturnType<typeof got>[], everythingRefused: boolean, isOptional: boolean) =>
    readable.judge({ looked, nowhere: got(everythingRefused ? 403 : 404), everythingRefused, isOptional });

  it('passes a document, and one alone among places that are refused', () => {
    expect(judge([got(200, document)], false, false).kind).toBe('ok');
    expect(judge([got(403), got(200, document, OIDC)], false, false).kind).toBe('ok');
  });

  it('fails a refusal, and only warns where metadata is optional and each path is refused', () => {
    expect(judge([got(401)], true, false)).toMatchObject({ kind: 'violation' });
    expect(judge([got(401)], true, false)).not.toHaveProperty('tolerated');
    expect(judge([got(403)], false, true)).not.toHaveProperty('tolerated');
    expect(judge([got(403)], true, true)).toMatchObject({ kind: 'violation', tolerated: true });
  });

  it('says nothing where there is nothing', () => {
    expect(judge([got(404), got(404)], false, false).kind).toBe('not-applicable');
  });
});

describe('document-status-and-type', () => {
  const judge = (status: number, contentType: string) =>
    type.judge({
      documents: [answered(status, { body: document, url: OAUTH, headers: [['content-type', contentType]] })],
    }).kind;

  it('takes application/json with parameters, in any case', () => {
    expect(judge(200, 'application/json')).toBe('ok');
    expect(judge(200, 'Application/JSON; charset=utf-8')).toBe('ok');
  });

  it.each([
    [200, 'text/html'],
    [200, 'application/jrd+json'],
    [203, 'application/json'],
  ])('fails %d with %s', (status, contentType) => {
    expect(judge(status, contentType)).toBe('violation');
  });
});
