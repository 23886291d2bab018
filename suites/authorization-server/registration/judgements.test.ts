import { describe, expect, it } from 'vitest';
import type { Json } from '../../../harness/index.ts';
import { answered } from '../../../harness/exchange.test-helper.ts';
import applicationType from './application-type-honoured.ts';
import dcrSupported from './dcr-supported.ts';
import errorFormat from './error-format.ts';
import grantResponse from './grant-response-consistency.ts';
import loopbackAccepted from './loopback-accepted.ts';
import noStore from './no-store.ts';
import publicClient from './public-client-without-secret.ts';
import redirectScheme from './redirect-scheme.ts';
import redirectUrisRequired from './redirect-uris-required.ts';
import secretExpiry from './secret-expiry-present.ts';

const registered = (more: Record<string, Json> = {}) =>
  answered(201, { body: { client_id: 'c-1', ...more } });
const refused = (error = 'invalid_redirect_uri') => answered(400, { body: { error } });

describe('dcr-supported', () => {
  const judge = (revision: '2025-06-18' | '2025-11-25', more: { readsDocuments?: true; hasClient?: true }) =>
    dcrSupported.judge({
      document: answered(200),
      endpoint: null,
      readsDocuments: false,
      hasClient: false,
      revision,
      ...more,
    }).kind;

  it('takes the other ways for it from 2025-11-25 on', () => {
    expect(judge('2025-06-18', { readsDocuments: true, hasClient: true })).toBe('violation');
    expect(judge('2025-11-25', { readsDocuments: true })).toBe('ok');
    expect(judge('2025-11-25', { hasClient: true })).toBe('ok');
    expect(judge('2025-11-25', {})).toBe('violation');
  });
});

describe('redirect-scheme', () => {
  const judge = (exchange: ReturnType<typeof answered>) =>
    redirectScheme.judge({ attempts: [refused(), exchange], uris: ['data:,x', 'javascript:alert(1)'] }).kind;

  it.each([
    ['a refusal', refused(), 'ok'],
    ['a refusal by another code', refused('invalid_client_metadata'), 'ok'],
    ['a refusal without JSON', answered(422, { body: 'no' }), 'ok'],
    ['a registration', registered({ redirect_uris: ['javascript:alert(1)'] }), 'violation'],
    ['a registration that tells no redirect_uris', registered(), 'violation'],
    ['a registration without that URI', registered({ redirect_uris: ['https://client.example/'] }), 'ok'],
    ['a crash', answered(500), 'not-applicable'],
    ['too many requests', answered(429), 'unclear'],
    ['a redirect', answered(302), 'unclear'],
  ] as const)('%s is %s', (_, exchange, kind) => {
    expect(judge(exchange)).toBe(kind);
  });
});

describe('loopback-accepted', () => {
  const uris = ['http://127.0.0.1:3000/cb', 'http://localhost:3000/cb'];
  const judge = (...attempts: ReturnType<typeof answered>[]) =>
    loopbackAccepted.judge({ attempts, uris }).kind;

  it('wants one of them, as it was sent', () => {
    expect(judge(refused(), registered({ redirect_uris: uris.slice(1) }))).toBe('ok');
    expect(judge(registered(), refused())).toBe('ok');
    expect(judge(refused(), refused())).toBe('violation');
    expect(judge(registered({ redirect_uris: ['https://127.0.0.1:3000/cb'] }), refused())).toBe('violation');
    expect(judge(refused(), answered(429))).toBe('unclear');
  });
});

describe('redirect-uris-required', () => {
  const judge = (absent: ReturnType<typeof answered>) =>
    redirectUrisRequired.judge({ absent, empty: refused() }).kind;

  it('lets a client without the code flow pass', () => {
    expect(judge(refused())).toBe('ok');
    expect(judge(registered())).toBe('violation');
    expect(judge(registered({ grant_types: ['authorization_code'] }))).toBe('violation');
    expect(judge(registered({ grant_types: ['client_credentials'] }))).toBe('ok');
  });
});

describe('error-format', () => {
  const judge = (exchange: ReturnType<typeof answered>, which: 'broken' | 'text' = 'text') => {
    const good = refused('invalid_client_metadata');
    const all = { broken: good, array: good, text: good, grant: registered(), unreadable: good };
    return errorFormat.judge({ ...all, [which]: exchange });
  };
  const html = (status: number) =>
    answered(status, { body: '<h1>', headers: [['content-type', 'text/html']] });

  it.each([
    ['a code of RFC 7591', refused(), 'ok'],
    ['a server that makes something of it', registered(), 'ok'],
    ['a crash', answered(500, { body: { error: 'server_error' } }), 'violation'],
    ['a page', html(400), 'violation'],
    ['422', answered(422, { body: { error: 'invalid_client_metadata' } }), 'violation'],
    ['JSON without a code', answered(400, { body: { message: 'no' } }), 'violation'],
    ['too many requests', answered(429), 'unclear'],
  ] as const)('%s', (_, exchange, kind) => {
    expect(judge(exchange).kind).toBe(kind);
  });

  it('takes invalid_request where there is no metadata to be invalid, and only warns elsewhere', () => {
    expect(judge(refused('invalid_request'), 'broken').kind).toBe('ok');
    expect(judge(refused('invalid_request'))).toMatchObject({ kind: 'violation', tolerated: true });
  });
});

describe('secrets of registered clients', () => {
  const secret = { client_secret: 'made-up' };

  it.each([
    [{ ...secret, client_secret_expires_at: 0 }, 'ok'],
    [{ ...secret, client_secret_expires_at: '0' }, 'violation'],
    [secret, 'violation'],
    [{}, 'not-applicable'],
  ])('secret-expiry-present: %o is %s', (body, kind) => {
    expect(secretExpiry.judge({ registrations: [registered(), registered(body)] }).kind).toBe(kind);
  });

  it.each([
    [registered({ token_endpoint_auth_method: 'none' }), 'ok'],
    [registered({ ...secret, token_endpoint_auth_method: 'none' }), 'violation'],
    [registered(secret), 'violation'],
    [registered({ ...secret, token_endpoint_auth_method: 'client_secret_basic' }), 'ok'],
    [refused('invalid_client_metadata'), 'not-applicable'],
  ])('public-client-without-secret %#: %s', (registration, kind) => {
    expect(publicClient.judge({ registration }).kind).toBe(kind);
  });

  it('no-store: asks for the directive beside a secret only', () => {
    const judge = (cache: string, body: Record<string, Json>) =>
      noStore.judge({
        registrations: [
          answered(201, { body: { client_id: 'c', ...body }, headers: [['Cache-Control', cache]] }),
        ],
      }).kind;
    expect(judge('private, No-Store', secret)).toBe('ok');
    expect(judge('no-cache', secret)).toBe('violation');
    expect(judge('no-cache', {})).toBe('ok');
    expect(noStore.judge({ registrations: [refused()] }).kind).toBe('unclear');
  });
});

describe('grant-response-consistency', () => {
  it.each([
    [['authorization_code'], ['token'], 'violation'],
    [['authorization_code'], ['code'], 'ok'],
    [['implicit'], ['token'], 'ok'],
    [['authorization_code', 'implicit'], ['code', 'id_token token'], 'ok'],
    [['authorization_code'], [], 'violation'],
  ])('%s with %s', (grants, responses, kind) => {
    const registration = registered({ grant_types: grants, response_types: responses });
    expect(grantResponse.judge({ registration }).kind).toBe(kind);
  });

  it('leaves a refusal, and an answer without the lists, alone', () => {
    expect(grantResponse.judge({ registration: refused() }).kind).toBe('ok');
    expect(grantResponse.judge({ registration: registered() }).kind).toBe('not-applicable');
  });
});

describe('application-type-honoured', () => {
  it('looks at the native client', () => {
    expect(applicationType.judge({ native: registered(), web: refused() }).kind).toBe('ok');
    expect(applicationType.judge({ native: refused(), web: registered() }).kind).toBe('violation');
    expect(applicationType.judge({ native: answered(429), web: refused() }).kind).toBe('unclear');
  });
});
