import { createPublicKey, createSecretKey, generateKeyPairSync } from 'node:crypto';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMockAuthorizationServer } from './index.ts';
import type { MintOptions, MockAuthorizationServer } from './index.ts';
import { introspect } from './flows.test-helper.ts';

const resource = 'http://127.0.0.1:7002/mcp';
let mock: MockAuthorizationServer;

beforeAll(async () => {
  mock = await startMockAuthorizationServer({ resource: { url: resource } });
});
afterAll(() => mock.close());

/** Verifies as a careful MCP server does, with its keys fetched afresh. */
async function verify(token: string, server = mock): Promise<JWTPayload> {
  const keys = createRemoteJWKSet(new URL(server.urls.jwks));
  const expected = { issuer: server.urls.environment, audience: resource, algorithms: ['RS256'] };
  return (await jwtVerify(token, keys, expected)).payload;
}

test('a minted token verifies and has the shape of an issued one', async () => {
  const claims = await verify(await mock.mint());
  expect(Object.keys(claims)).toEqual([
    'iss',
    'sub',
    'aud',
    'client_id',
    'exp',
    'iat',
    'nbf',
    'jti',
    'sid',
    'oid',
    'scope',
    'scopes',
  ]);
});

test('two tokens are never the same', async () => {
  expect(await mock.mint()).not.toBe(await mock.mint());
});

test('options and claims shape the payload, undefined takes a member away', async () => {
  const token = await mock.mint({
    subject: 'usr_1',
    clientId: 'm2m_1',
    scopes: ['a', 'b'],
    audience: 'https://mcp.example',
    issuer: 'https://as.example',
    expiresIn: 60,
    issuedAt: 1_000,
    notBefore: 2_000,
    claims: { extra: true, jti: undefined },
    header: { typ: 'at+jwt', kid: undefined },
  });
  const claims = decodeJwt(token);
  expect(claims).toMatchObject({
    iss: 'https://as.example',
    sub: 'usr_1',
    aud: 'https://mcp.example',
    client_id: 'm2m_1',
    scope: 'a b',
    scopes: ['a', 'b'],
    iat: 1_000,
    nbf: 2_000,
    extra: true,
  });
  expect(claims).not.toHaveProperty('jti');
  expect(decodeProtectedHeader(token)).toEqual({ alg: 'RS256', typ: 'at+jwt' });
  expect(decodeJwt(await mock.mint({ audience: null }))).not.toHaveProperty('aud');
});

test('an expired token was issued before it expired', async () => {
  const token = await mock.mint({ expiresIn: -10 });
  const { iat, nbf, exp } = decodeJwt(token);
  expect(iat).toBeLessThan(Number(exp));
  expect(nbf).toBe(iat);
  await expect(verify(token)).rejects.toMatchObject({ code: 'ERR_JWT_EXPIRED' });
});

test('a raw payload is signed as it stands', async () => {
  const payload = '{"sub":"one","sub":"two"}';
  const token = await mock.mint({ payload });
  expect(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).toBe(payload);
});

describe('forgeries are refused by a sound verifier and inactive at introspection', () => {
  const foreign = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const forgeries: Record<string, () => MintOptions> = {
    'unsigned, alg none': () => ({ signature: 'none' }),
    'empty signature, alg RS256': () => ({ signature: 'none', header: { alg: 'RS256' } }),
    'tampered signature': () => ({ signature: 'tampered' }),
    'own signature function': () => ({ signature: () => 'AAAA' }),
    'signature of another text': () => ({ signature: (input, sign) => sign(`${input}.`) }),
    'key that was never published': () => ({ key: 'unpublished' }),
    'unpublished key under a published kid': () => ({
      key: 'unpublished',
      header: { kid: mock.jwks().keys[0]?.kid },
    }),
    'foreign EC key': () => ({ key: foreign }),
    'foreign EC key as JWK': () => ({ key: foreign.export({ format: 'jwk' }) }),
    'public key as HMAC secret': () => {
      const [jwk] = mock.jwks().keys;
      const pem = createPublicKey({ format: 'jwk', key: { ...jwk } }).export({ type: 'spki', format: 'pem' });
      return { key: createSecretKey(Buffer.from(pem)), algorithm: 'HS256' };
    },
    'foreign issuer': () => ({ issuer: 'https://as.example' }),
  };
  test.each(Object.entries(forgeries))('%s', async (_title, options) => {
    const token = await mock.mint(options());
    await expect(verify(token)).rejects.toThrow();
    expect(await introspect(mock, token)).toEqual({ active: false });
  });
});

test.each(['RS384', 'RS512', 'PS256', 'PS384', 'PS512'])('signs with %s', async (algorithm) => {
  const [jwk] = mock.jwks().keys;
  const key = createPublicKey({ format: 'jwk', key: { ...jwk } });
  await expect(jwtVerify(await mock.mint({ algorithm }), key)).resolves.toBeDefined();
});

test.each([
  ['ES256', { namedCurve: 'P-256' }],
  ['ES384', { namedCurve: 'P-384' }],
])('signs with %s', async (algorithm, curve) => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', curve);
  await expect(jwtVerify(await mock.mint({ key: privateKey, algorithm }), publicKey)).resolves.toBeDefined();
});

test('signs with EdDSA', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  await expect(jwtVerify(await mock.mint({ key: privateKey }), publicKey)).resolves.toBeDefined();
});

test('an algorithm that does not exist is told', async () => {
  await expect(mock.mint({ algorithm: 'XX256' })).rejects.toThrow('"XX256"');
});

describe('rotation', () => {
  test('the new key signs, the old one stays until it is retired', async () => {
    await using own = await startMockAuthorizationServer({ resource: { url: resource } });
    const old = await own.mint();
    const before = decodeProtectedHeader(old).kid ?? '';
    const { kid } = await own.rotateKeys();
    expect(decodeProtectedHeader(await own.mint()).kid).toBe(kid);
    expect(own.jwks().keys.map((key) => key.kid)).toEqual([kid, before]);
    await verify(old, own);
    await verify(await own.mint({ key: 'previous' }), own);
    expect(own.retireKey(before)).toBe(true);
    expect(own.retireKey(before)).toBe(false);
    await expect(verify(old, own)).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' });
    expect(await introspect(own, old)).toEqual({ active: false });
    expect(() => own.retireKey(kid)).toThrow('rotate the keys');
  });

  test('keepOld: false takes the old key away at once', async () => {
    await using own = await startMockAuthorizationServer();
    const { kid } = await own.rotateKeys({ keepOld: false });
    expect(own.jwks().keys.map((key) => key.kid)).toEqual([kid]);
  });

  test('there is no previous key before a rotation', async () => {
    await expect(mock.mint({ key: 'previous' })).rejects.toThrow('rotateKeys');
  });
});

test('a published key has no private member', () => {
  for (const key of mock.jwks().keys) {
    expect(Object.keys(key).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
  }
});

test('two mocks side by side do not accept each other', async () => {
  await using other = await startMockAuthorizationServer({ resource: { url: resource } });
  const token = await other.mint();
  expect(other.jwks().keys[0]?.n).not.toBe(mock.jwks().keys[0]?.n);
  expect(await introspect(other, token)).toMatchObject({ active: true });
  expect(await introspect(mock, token)).toEqual({ active: false });
  expect(mock.resource.id).not.toBe(other.resource.id);
});

test('settings choose issuer and audience of the token', async () => {
  await using own = await startMockAuthorizationServer({ tokenIssuer: 'resource', audience: 'string' });
  const before = decodeJwt(await own.mint());
  expect(before).toMatchObject({ iss: own.urls.issuer, aud: own.resource.id });
  own.setResource(resource);
  expect(decodeJwt(await own.mint()).aud).toBe(resource);
  expect(own.protectedResourceMetadata()).toMatchObject({
    resource,
    authorization_servers: [own.urls.issuer],
  });
  expect(() => own.setResource('not a url')).toThrow('not an absolute URL');
  expect(() => own.setResource(`${resource}#x`)).toThrow('fragment');
});

describe('opaque tokens', () => {
  let opaque: MockAuthorizationServer;
  beforeAll(async () => {
    opaque = await startMockAuthorizationServer({ resource: { url: resource }, accessTokens: 'opaque' });
  });
  afterAll(() => opaque.close());

  test('mean nothing by themselves, and introspection explains them', async () => {
    const token = await opaque.mint({ subject: 'usr_1', scopes: ['a'] });
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(await introspect(opaque, token)).toMatchObject({
      active: true,
      sub: 'usr_1',
      scope: 'a',
      aud: [resource, opaque.resource.id],
    });
    await opaque.revoke(token);
    expect(await introspect(opaque, token)).toEqual({ active: false });
  });

  test.each<[string, MintOptions]>([
    ['expired', { expiresIn: -60 }],
    ['not valid yet', { notBefore: Math.floor(Date.now() / 1000) + 600 }],
    ['of another issuer', { issuer: 'https://as.example' }],
    ['called inactive', { active: false }],
  ])('are inactive when %s', async (_, options) => {
    const token = await opaque.mint(options);
    expect(token).not.toContain('.');
    expect(await introspect(opaque, token)).toEqual({ active: false });
  });

  test.each<[string, MintOptions]>([
    ['another header', { header: { typ: 'at+jwt' } }],
    ['a forged signature', { signature: 'tampered' }],
    ['a foreign key', { key: 'unpublished' }],
    ['another payload', { payload: '{}' }],
  ])('are JWTs, and inactive, with %s', async (_, options) => {
    const token = await opaque.mint(options);
    expect(token.split('.')).toHaveLength(3);
    expect(await introspect(opaque, token)).toEqual({ active: false });
  });
});
