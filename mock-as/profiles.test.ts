import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair } from 'jose';
import * as oauth from 'oauth4webapi';
import { describe, expect, test } from 'vitest';
import { startMockAuthorizationServer } from './index.ts';
import type { MockAuthorizationServer, MockAuthorizationServerOptions } from './index.ts';
import {
  authorize,
  basic,
  discover,
  insecure,
  introspect,
  obtainTokens,
  redirectOf,
  redirectUri,
  refresh,
  register,
} from './flows.test-helper.ts';

const url = 'http://127.0.0.1:7001/web-search/mcp';
const start = (options: MockAuthorizationServerOptions): Promise<MockAuthorizationServer> =>
  startMockAuthorizationServer({ resource: { url, scopes: ['read', 'write'] }, ...options });
const json = async (response: Response | Promise<Response>) =>
  (await (await response).json()) as Record<string, unknown>;
const status = async (at: string) => (await fetch(at)).status;
const publicClient = {
  token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code', 'refresh_token'],
};

test('an unknown profile or setting is told with what there is', async () => {
  const profile = 'okta' as 'scalekit';
  await expect(start({ profile })).rejects.toThrow('give scalekit, scalekit-2025, oauth21');
  await expect(start({ audience: 'list' as 'array' })).rejects.toThrow('give "array" or "string"');
  await expect(start({ managementApi: 'yes' as unknown as boolean })).rejects.toThrow('give true or false');
  await expect(start({ cors: ['*'] })).rejects.toThrow('a list of origins');
  await expect(start({ authorizationCodeLifetime: 0 })).rejects.toThrow('at least 1');
});

test('a setting beside the profile overrides it', async () => {
  await using mock = await start({
    profile: 'scalekit-2025',
    introspection: 'authenticated',
    audience: 'array',
  });
  expect(mock.settings()).toMatchObject({
    profile: 'scalekit-2025',
    introspection: 'authenticated',
    audience: 'array',
  });
  expect((await fetch(mock.urls.introspection, { method: 'POST' })).status).toBe(401);
});

test('a lifetime that the vendor does not advise is a warning, none at all an error', async () => {
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  await using mock = await start({ resource: { url, accessTokenLifetime: 5 }, log });
  expect(lines).toEqual([
    expect.stringMatching(/^warning: accessTokenLifetime .* is 5 seconds; Scalekit advises 300 to 3600$/),
  ]);
  expect(mock.resource.accessTokenLifetime).toBe(5);
  await expect(start({ resource: { accessTokenLifetime: 0 } })).rejects.toThrow('at least 1');
});

describe('scalekit-2025', () => {
  test('publishes one document, at the environment', async () => {
    await using mock = await start({ profile: 'scalekit-2025' });
    const { environment: e } = mock.urls;
    expect(mock.urls.issuer).toBe(e);
    expect(mock.protectedResourceMetadata()).toMatchObject({ authorization_servers: [e] });
    expect(await json(fetch(`${e}/.well-known/oauth-authorization-server`))).toEqual({
      issuer: e,
      authorization_endpoint: `${e}/oauth/authorize`,
      token_endpoint: `${e}/oauth/token`,
      jwks_uri: `${e}/jwks`,
      registration_endpoint: `${e}/oauth/register`,
      introspection_endpoint: `${e}/oauth/introspect`,
      revocation_endpoint: `${e}/oauth/revoke`,
      scopes_supported: ['openid', 'offline_access', 'read', 'write'],
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: ['authorization_code', 'client_credentials', 'refresh_token'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    });
    expect(await status(`${e}/resources/${mock.resource.id}/.well-known/oauth-authorization-server`)).toBe(
      404,
    );
    expect(await status(`${e}/.well-known/oauth-authorization-server/resources/${mock.resource.id}`)).toBe(
      404,
    );
  });

  test('gives a token with one audience, which anybody may introspect', async () => {
    await using mock = await start({ profile: 'scalekit-2025' });
    const as = await discover(mock.urls.issuer);
    const attempt = await authorize(as, await register(as, publicClient));
    expect(redirectOf(attempt).searchParams.has('iss')).toBe(false);
    expect(await attempt.response.text()).not.toContain('iss=');
    const { access_token: token } = await obtainTokens(as, await register(as, publicClient));
    expect(decodeJwt(token)).toMatchObject({
      iss: mock.urls.environment,
      aud: url,
      scopes: ['read', 'write'],
    });
    const body = new URLSearchParams({ token });
    expect(await json(fetch(mock.urls.introspection, { method: 'POST', body }))).toMatchObject({
      active: true,
      aud: url,
    });
  });
});

describe('oauth21', () => {
  test('publishes complete metadata at one place, and serves each endpoint that it names', async () => {
    await using mock = await start({ profile: 'oauth21' });
    const { environment: e } = mock.urls;
    const as = await discover(e);
    expect(as).toMatchObject({
      issuer: e,
      registration_endpoint: `${e}/oauth/register`,
      scopes_supported: ['offline_access', 'read', 'write'],
      authorization_response_iss_parameter_supported: true,
      client_id_metadata_document_supported: true,
      code_challenge_methods_supported: ['S256'],
      introspection_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    });
    expect(await status(`${e}/.well-known/openid-configuration`)).toBe(404);
    expect(await status(`${e}/api/v1/resources`)).toBe(404);
    expect(await status(String(as.jwks_uri))).toBe(200);
  });

  test('runs the code flow with iss, at+jwt and the audience that was asked for', async () => {
    await using mock = await start({ profile: 'oauth21' });
    const as = await discover(mock.urls.issuer);
    const client = await register(as, publicClient);
    const attempt = await authorize(as, client, { resource: url });
    expect(redirectOf(attempt).searchParams.get('iss')).toBe(mock.urls.environment);
    const tokens = await obtainTokens(as, client, { resource: url, scope: 'read offline_access' });
    expect(decodeProtectedHeader(tokens.access_token).typ).toBe('at+jwt');
    const claims = decodeJwt(tokens.access_token);
    expect(Object.keys(claims).sort()).toEqual(
      ['aud', 'client_id', 'exp', 'iat', 'iss', 'jti', 'nbf', 'scope', 'sub'].sort(),
    );
    expect(claims).toMatchObject({ iss: mock.urls.environment, aud: url, scope: 'read' });
    const next = await refresh(as, client, tokens.refresh_token ?? '');
    expect(next.refresh_token).not.toBe(tokens.refresh_token);
    await expect(refresh(as, client, tokens.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    expect(await introspect(mock, next.access_token)).toEqual({ active: false });
  });

  test('refuses another resource with invalid_target, at authorize and at token', async () => {
    await using mock = await start({ profile: 'oauth21' });
    const as = await discover(mock.urls.issuer);
    const client = await register(as, publicClient);
    for (const resource of [`${url}/`, 'https://elsewhere.example/mcp']) {
      const refused = redirectOf(await authorize(as, client, { resource }));
      expect(refused.searchParams.get('error')).toBe('invalid_target');
      expect(refused.searchParams.get('iss')).toBe(mock.urls.environment);
    }
    const parameters = { resource: 'https://elsewhere.example/mcp' };
    const authentication = oauth.ClientSecretPost(mock.client.secret);
    const response = await oauth.clientCredentialsGrantRequest(
      as,
      { client_id: mock.client.id },
      authentication,
      parameters,
      insecure,
    );
    expect([response.status, await json(response)]).toEqual([
      400,
      expect.objectContaining({ error: 'invalid_target' }),
    ]);
  });

  test('echoes the registration, with a secret for who does not say otherwise', async () => {
    await using mock = await start({ profile: 'oauth21' });
    const as = await discover(mock.urls.issuer);
    const post = (body: object) =>
      fetch(mock.urls.registration, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const client = await json(post({ client_name: 'Confidential', redirect_uris: [redirectUri] }));
    expect(client).toMatchObject({
      client_name: 'Confidential',
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: ['authorization_code'],
      client_secret: expect.any(String) as string,
    });
    const confidential = { client_id: String(client.client_id) };
    const attempt = await authorize(as, confidential, { scope: 'read offline_access' });
    const parameters = oauth.validateAuthResponse(as, confidential, redirectOf(attempt), attempt.state);
    const authentication = oauth.ClientSecretBasic(String(client.client_secret));
    const response = await oauth.authorizationCodeGrantRequest(
      as,
      confidential,
      authentication,
      parameters,
      redirectUri,
      attempt.verifier,
      insecure,
    );
    // It did not register for the grant refresh_token.
    expect(await json(response)).not.toHaveProperty('refresh_token');
    const plain = await post({ redirect_uris: ['http://client.example/cb'], application_type: 'web' });
    expect([plain.status, await json(plain)]).toEqual([
      400,
      expect.objectContaining({ error: 'invalid_redirect_uri' }),
    ]);
  });

  test('knows a client by its key', async () => {
    await using mock = await start({ profile: 'oauth21' });
    const as = await discover(mock.urls.issuer);
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    const client = await register(as, {
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: { keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256', kid: 'k' }] },
    });
    const attempt = await authorize(as, client);
    const parameters = oauth.validateAuthResponse(as, client, redirectOf(attempt), attempt.state);
    const response = await oauth.authorizationCodeGrantRequest(
      as,
      client,
      oauth.PrivateKeyJwt({ key: privateKey, kid: 'k' }),
      parameters,
      redirectUri,
      attempt.verifier,
      insecure,
    );
    expect(response.status).toBe(200);
  });

  test('introspects and revokes only for who is known, and says so in the words of RFC 6749', async () => {
    await using mock = await start({ profile: 'oauth21' });
    const token = await mock.mint();
    for (const at of [mock.urls.introspection, mock.urls.revocation]) {
      const response = await fetch(at, { method: 'POST', body: new URLSearchParams({ token }) });
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toMatch(/^Basic/);
      expect(await json(response)).toMatchObject({ error: 'invalid_client' });
    }
    const as = await discover(mock.urls.issuer);
    const client = await register(as, publicClient);
    const tokens = await obtainTokens(as, client);
    const body = new URLSearchParams({ token: tokens.access_token, client_id: client.client_id });
    expect((await fetch(mock.urls.revocation, { method: 'POST', body })).status).toBe(200);
    expect(await introspect(mock, tokens.access_token)).toEqual({ active: false });
  });

  test('a machine token has an audience even when none was named', async () => {
    await using mock = await start({ profile: 'oauth21' });
    const body = new URLSearchParams({ grant_type: 'client_credentials', scope: 'read' });
    const headers = { authorization: basic(mock.client) };
    const { access_token: token } = await json(fetch(mock.urls.token, { method: 'POST', headers, body }));
    expect(decodeJwt(String(token))).toMatchObject({
      aud: url,
      sub: mock.client.id,
      client_id: mock.client.id,
    });
  });

  test('an unknown client gets the words of RFC 6749, and no redirect', async () => {
    await using mock = await start({ profile: 'oauth21' });
    const { response } = await authorize(await discover(mock.urls.issuer), { client_id: 'm2m_1' });
    expect(response.status).toBe(400);
    expect(await json(response)).toMatchObject({ error: 'invalid_client' });
  });
});
