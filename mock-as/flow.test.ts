import { decodeJwt, decodeProtectedHeader } from 'jose';
import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMockAuthorizationServer } from './index.ts';
import type { MockAuthorizationServer } from './index.ts';
import {
  authorize,
  discover,
  insecure,
  introspect,
  obtainTokens,
  redirectOf,
  redirectUri,
  refresh,
  register,
} from './flows.test-helper.ts';

const resource = 'http://127.0.0.1:7001/web-search/mcp';
let mock: MockAuthorizationServer;
let as: oauth.AuthorizationServer;

beforeAll(async () => {
  mock = await startMockAuthorizationServer({ resource: { url: resource }, extendedMetadata: true });
  as = await discover(mock.urls.issuer);
});
afterAll(() => mock.close());

describe('authorization code flow', () => {
  test('leads from discovery to a token for the MCP server', async () => {
    const client = await register(as);
    const tokens = await obtainTokens(as, client, { scope: 'web-search:read', resource });
    const claims = decodeJwt(tokens.access_token);
    expect(decodeProtectedHeader(tokens.access_token)).toEqual({
      alg: 'RS256',
      kid: mock.jwks().keys[0]?.kid,
      typ: 'JWT',
    });
    expect(claims).toMatchObject({
      iss: mock.urls.environment,
      aud: [resource, mock.resource.id],
      client_id: client.client_id,
      scope: 'web-search:read',
      scopes: ['web-search:read'],
    });
    expect(claims.sub).toMatch(/^usr_\d+$/);
    expect(claims.jti).toMatch(/^tkn_\d+$/);
    expect(claims.sid).toMatch(/^ses_\d+$/);
    expect(claims.oid).toMatch(/^org_\d+$/);
    expect(Number(claims.exp) - Number(claims.iat)).toBe(3600);
    expect(tokens.refresh_token).toBeUndefined();
    expect(await introspect(mock, tokens.access_token)).toMatchObject({ active: true, sub: claims.sub });
  });

  test('leads to an opaque token where these are wanted', async () => {
    await using opaque = await startMockAuthorizationServer({
      resource: { url: resource },
      accessTokens: 'opaque',
    });
    const issuer = await discover(opaque.urls.issuer);
    const client = await register(issuer);
    const tokens = await obtainTokens(issuer, client, { scope: 'web-search:read', resource });
    expect(tokens.access_token).not.toContain('.');
    expect(await introspect(opaque, tokens.access_token)).toMatchObject({
      active: true,
      client_id: client.client_id,
      scope: 'web-search:read',
    });
  });

  test('answers authorize with one redirect that carries code, state and iss', async () => {
    const attempt = await authorize(as, await register(as), { scope: 'web-search:read' });
    expect(attempt.response.status).toBe(303);
    const target = redirectOf(attempt);
    expect(target.origin + target.pathname).toBe(redirectUri);
    expect(target.searchParams.get('state')).toBe(attempt.state);
    expect(target.searchParams.get('iss')).toBe(mock.urls.issuer);
  });

  test('names the environment as iss to a client that discovered the environment', async () => {
    const environment = await discover(mock.urls.environment);
    expect(environment.issuer).toBe(mock.urls.environment);
    const tokens = await obtainTokens(environment, await register(environment));
    expect(decodeJwt(tokens.access_token).scope).toBe('web-search:read web-search:write');
  });

  test('accepts another port of a loopback redirect URI, and no other path', async () => {
    const client = await register(as);
    const otherPort = await authorize(as, client, { redirectUri: 'http://127.0.0.1:9123/callback' });
    expect(otherPort.response.status).toBe(303);
    const otherPath = await authorize(as, client, { redirectUri: 'http://127.0.0.1:8976/elsewhere' });
    expect(otherPath.response.status).toBe(400);
    expect(otherPath.response.headers.get('location')).toBeNull();
    expect(await otherPath.response.json()).toMatchObject({ error: 'invalid_redirect_uri' });
  });

  test.each([{ code_challenge: '' }, { code_challenge_method: 'plain' }])(
    'demands PKCE with S256: %o',
    async (parameters) => {
      const attempt = await authorize(as, await register(as), { parameters });
      expect(redirectOf(attempt).searchParams.get('error')).toBe('invalid_request');
    },
  );

  test('refuses a wrong code verifier', async () => {
    const client = await register(as);
    const attempt = await authorize(as, client);
    const parameters = oauth.validateAuthResponse(as, client, redirectOf(attempt), attempt.state);
    const verifier = oauth.generateRandomCodeVerifier();
    const response = await oauth.authorizationCodeGrantRequest(
      as,
      client,
      oauth.None(),
      parameters,
      redirectUri,
      verifier,
      insecure,
    );
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: 'invalid_grant' });
  });

  test('answers a scope that nobody knows with invalid_scope', async () => {
    const attempt = await authorize(as, await register(as), { scope: 'no-such-scope' });
    expect(redirectOf(attempt).searchParams.get('error')).toBe('invalid_scope');
  });

  test('issues an ID token that verifies by the JWKS, also after a rotation', async () => {
    await using own = await startMockAuthorizationServer();
    const server = await discover(own.urls.issuer);
    const client = await register(server);
    await obtainTokens(server, client);
    const { kid } = await own.rotateKeys({ keepOld: false });
    const tokens = await obtainTokens(server, client, { scope: 'openid web-search:read' });
    expect(decodeProtectedHeader(tokens.id_token ?? '').kid).toBe(kid);
    expect(decodeJwt(tokens.id_token ?? '').iss).toBe(own.urls.issuer);
  });

  test('ends the access token when its code is replayed', async () => {
    const client = await register(as);
    const attempt = await authorize(as, client, { scope: 'web-search:read' });
    const parameters = oauth.validateAuthResponse(as, client, redirectOf(attempt), attempt.state);
    const redeem = () =>
      oauth.authorizationCodeGrantRequest(
        as,
        client,
        oauth.None(),
        parameters,
        redirectUri,
        attempt.verifier,
        insecure,
      );
    const { access_token: token } = (await (await redeem()).json()) as { access_token: string };
    expect(await introspect(mock, token)).toMatchObject({ active: true });
    const replay = await redeem();
    expect(replay.status).toBe(400);
    expect(await replay.json()).toMatchObject({ error: 'invalid_grant' });
    expect(await introspect(mock, token)).toEqual({ active: false });
  });
});

describe('refresh tokens', () => {
  test('come with offline_access and rotate; a used one ends the whole grant', async () => {
    const client = await register(as);
    const first = await obtainTokens(as, client, { scope: 'web-search:read offline_access', resource });
    const second = await refresh(as, client, first.refresh_token ?? '');
    expect(second.refresh_token).toBeTypeOf('string');
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(decodeJwt(second.access_token)).toMatchObject({
      aud: [resource, mock.resource.id],
      scope: 'web-search:read',
    });
    await expect(refresh(as, client, first.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    await expect(refresh(as, client, second.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    expect(await introspect(mock, second.access_token)).toEqual({ active: false });
  });
});

describe('resource indicators', () => {
  test('are ignored by default', async () => {
    const tokens = await obtainTokens(as, await register(as), { resource: 'https://elsewhere.example/mcp' });
    expect(decodeJwt(tokens.access_token).aud).toEqual([resource, mock.resource.id]);
  });

  test('are enforced on demand', async () => {
    await using strict = await startMockAuthorizationServer({
      resource: { url: resource },
      resourceEnforcement: 'enforce',
    });
    const server = await discover(strict.urls.issuer);
    const client = await register(server);
    const refused = await authorize(server, client, { resource: 'https://elsewhere.example/mcp' });
    expect(redirectOf(refused).searchParams.get('error')).toBe('invalid_target');
    const tokens = await obtainTokens(server, client, { resource });
    expect(decodeJwt(tokens.access_token).aud).toEqual([resource, strict.resource.id]);
  });
});

describe('client credentials', () => {
  const machine = async (parameters: Record<string, string>) => {
    const client = { client_id: mock.client.id };
    const authentication = oauth.ClientSecretPost(mock.client.secret);
    const response = await oauth.clientCredentialsGrantRequest(
      as,
      client,
      authentication,
      parameters,
      insecure,
    );
    return oauth.processClientCredentialsResponse(as, client, response);
  };

  test('give a token whose subject is the client, with an audience when the resource is named', async () => {
    const named = decodeJwt((await machine({ scope: 'web-search:read', resource })).access_token);
    expect(named).toMatchObject({ sub: mock.client.id, aud: [resource, mock.resource.id] });
    expect(named).not.toHaveProperty('sid');
    const bare = decodeJwt((await machine({ scope: 'web-search:read' })).access_token);
    expect(bare).not.toHaveProperty('aud');
  });

  test('are refused with a wrong secret', async () => {
    const client = { client_id: mock.client.id };
    const wrong = oauth.ClientSecretBasic('wrong');
    const response = await oauth.clientCredentialsGrantRequest(as, client, wrong, {}, insecure);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: 'invalid_client' });
  });
});

describe('client ID metadata documents', () => {
  const clientId = 'https://client.example/oauth/metadata.json';
  const document = { client_id: clientId, client_name: 'Document client', redirect_uris: [redirectUri] };

  test('stand in for a registration', async () => {
    await using own = await startMockAuthorizationServer({
      fetchClientMetadata: async () => Response.json(document),
    });
    const server = await discover(own.urls.issuer);
    expect(server.client_id_metadata_document_supported).toBe(true);
    const tokens = await obtainTokens(server, { client_id: clientId });
    expect(decodeJwt(tokens.access_token).client_id).toBe(clientId);
    await own.forgetClient(clientId);
    const attempt = await authorize(server, { client_id: clientId });
    expect(attempt.response.status).toBe(400);
  });

  test('that cannot be fetched end at authorize without a redirect', async () => {
    await using own = await startMockAuthorizationServer({
      fetchClientMetadata: async () => new Response('', { status: 404 }),
    });
    const attempt = await authorize(await discover(own.urls.issuer), { client_id: clientId });
    expect(attempt.response.status).toBe(400);
    expect(attempt.response.headers.get('location')).toBeNull();
    expect(await attempt.response.json()).toMatchObject({ error: 'invalid_client_metadata_url' });
  });
});

describe('revocation', () => {
  const post = (parameters: Record<string, string>, url = mock.urls.revocation) =>
    fetch(url, { method: 'POST', body: new URLSearchParams(parameters) });

  test('is refused to a public client, as Scalekit does', async () => {
    const client = await register(as);
    const { access_token: token } = await obtainTokens(as, client);
    const response = await post({ token, client_id: client.client_id });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: 'invalid_client' });
    expect(await introspect(mock, token)).toMatchObject({ active: true });
  });

  test('ends the own tokens of a client and leaves those of others alone', async () => {
    await using own = await startMockAuthorizationServer({
      extendedMetadata: true,
      publicClientRevocation: true,
    });
    const server = await discover(own.urls.issuer);
    const [client, other] = [await register(server), await register(server)];
    const tokens = await obtainTokens(server, client, { scope: 'web-search:read offline_access' });
    await post({ token: tokens.access_token, client_id: other.client_id }, own.urls.revocation);
    expect(await introspect(own, tokens.access_token)).toMatchObject({ active: true });
    const response = await oauth.revocationRequest(
      server,
      client,
      oauth.None(),
      tokens.refresh_token ?? '',
      insecure,
    );
    await oauth.processRevocationResponse(response);
    expect(await introspect(own, tokens.access_token)).toEqual({ active: false });
    await expect(refresh(server, client, tokens.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });
});
