import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import { startMockAuthorizationServer } from './index.ts';
import type { TrafficEntry } from './index.ts';
import {
  authorize,
  basic,
  discover,
  introspect,
  obtainTokens,
  redirectUri,
  refresh,
  register,
} from './flows.test-helper.ts';

describe('starting', () => {
  test('a port in use is told with the address', async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
    const { port } = squatter.address() as AddressInfo;
    try {
      await expect(startMockAuthorizationServer({ port })).rejects.toThrow(
        `127.0.0.1:${port} is in use by another program`,
      );
    } finally {
      squatter.close();
    }
  });

  test('a host that others can reach takes an explicit option, and warns', async () => {
    await expect(startMockAuthorizationServer({ host: '0.0.0.0' })).rejects.toThrow('allowNonLoopback');
    const log = vi.fn();
    await using mock = await startMockAuthorizationServer({ host: '0.0.0.0', allowNonLoopback: true, log });
    expect(mock.urls.environment).toMatch(/^http:\/\/0\.0\.0\.0:/);
    expect(log).toHaveBeenCalledWith(expect.stringContaining('warning: listening on 0.0.0.0'));
  });

  test.each([-1, 65_536, 1.5])('port %s is refused', async (port) => {
    await expect(startMockAuthorizationServer({ port })).rejects.toThrow('give 0 to 65535');
  });

  test('IPv6 loopback works where the machine has it', async ({ skip }) => {
    const started = await startMockAuthorizationServer({ host: '::1' }).catch(() => undefined);
    if (started === undefined) return skip('no IPv6 here');
    await using mock = started;
    expect((await fetch(mock.urls.jwks)).status).toBe(200);
  });

  test('loading oidc-provider prints nothing', async () => {
    const warn = vi.spyOn(console, 'warn');
    await using mock = await startMockAuthorizationServer();
    await register(await discover(mock.urls.issuer));
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });
});

describe('metadata', () => {
  const status = async (url: string) => (await fetch(url)).status;

  test('is served where Scalekit serves it, and nowhere else', async () => {
    await using mock = await startMockAuthorizationServer();
    const { environment: e, issuer } = mock.urls;
    const inserted = `${e}/.well-known/oauth-authorization-server/resources/${mock.resource.id}`;
    expect(await (await fetch(inserted)).json()).toEqual(
      await (await fetch(`${issuer}/.well-known/oauth-authorization-server`)).json(),
    );
    expect(await status(`${issuer}/.well-known/openid-configuration`)).toBe(404);
    const openid = (await (await fetch(`${e}/.well-known/openid-configuration`)).json()) as object;
    expect(openid).toMatchObject({ issuer: e });
    expect(openid).not.toHaveProperty('registration_endpoint');
  });

  test('settings take parts of it away', async () => {
    await using mock = await startMockAuthorizationServer({
      pathInsertedMetadata: false,
      environmentMetadata: false,
      dynamicRegistration: false,
      clientIdMetadataDocuments: false,
      metadataIssuer: 'environment',
    });
    const { environment: e, issuer, registration } = mock.urls;
    expect(await status(`${e}/.well-known/oauth-authorization-server/resources/${mock.resource.id}`)).toBe(
      404,
    );
    expect(await status(`${e}/.well-known/oauth-authorization-server`)).toBe(404);
    const metadata = (await (
      await fetch(`${issuer}/.well-known/oauth-authorization-server`)
    ).json()) as object;
    expect(metadata).toMatchObject({ issuer: e, client_id_metadata_document_supported: false });
    expect(metadata).not.toHaveProperty('registration_endpoint');
    const response = await fetch(registration, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ redirect_uris: [redirectUri] }),
    });
    expect(response.status).toBe(404);
  });
});

describe('registration', () => {
  const post = (url: string, body: string, type = 'application/json') =>
    fetch(url, { method: 'POST', headers: { 'content-type': type }, body });

  test('answers in the shape of Scalekit', async () => {
    await using mock = await startMockAuthorizationServer();
    const body = JSON.stringify({
      client_name: 'Inspector',
      client_uri: '',
      redirect_uris: [redirectUri],
      grant_types: ['something-else'],
      scope: 'web-search:read',
    });
    const response = await post(mock.urls.registration, body);
    expect(response.status).toBe(201);
    const answer = (await response.json()) as Record<string, unknown>;
    expect(answer.client_id).toMatch(/^m2m_\d{17}$/);
    expect(Object.keys(answer).sort()).toEqual([
      'audience',
      'client_id',
      'client_secret_expires_at',
      'create_time',
      'custom_claims',
      'description',
      'expiry',
      'name',
      'redirect_uris',
      'resource_id',
      'scopes',
      'secrets',
      'update_time',
    ]);
    expect(answer).toMatchObject({ name: 'Inspector', scopes: ['web-search:read'] });
  });

  test('echoes the metadata of RFC 7591 on demand', async () => {
    await using mock = await startMockAuthorizationServer({ registrationResponse: 'rfc7591' });
    const body = JSON.stringify({ client_name: 'Inspector', redirect_uris: [redirectUri] });
    const response = await post(`${mock.urls.environment}/oauth/register`, body);
    expect(await response.json()).toMatchObject({
      client_name: 'Inspector',
      redirect_uris: [redirectUri],
      token_endpoint_auth_method: 'none',
      client_id_issued_at: expect.any(Number) as number,
    });
  });

  test.each([
    ['no redirect URI', { client_name: 'x' }, 'invalid_redirect_uri'],
    ['plain http elsewhere', { redirect_uris: ['http://evil.example/cb'] }, 'invalid_redirect_uri'],
    ['script', { redirect_uris: ['javascript:alert(1)'] }, 'invalid_redirect_uri'],
    [
      'a long name',
      { client_name: 'x'.repeat(129), redirect_uris: [redirectUri] },
      'invalid_client_metadata',
    ],
  ])('refuses %s', async (_title, metadata, error) => {
    await using mock = await startMockAuthorizationServer();
    const response = await post(mock.urls.registration, JSON.stringify(metadata));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error });
  });

  test.each([
    ['{"broken', 'application/json'],
    ['[]', 'application/json'],
    ['redirect_uris=x', 'application/x-www-form-urlencoded'],
    [`{"x":"${'y'.repeat(60_000)}"}`, 'application/json'],
  ])('refuses the body %#', async (body, type) => {
    await using mock = await startMockAuthorizationServer();
    expect((await post(mock.urls.registration, body, type)).status).toBe(400);
  });
});

describe('a forgotten client', () => {
  test('is unknown at authorize and at token, and its tokens are inactive', async () => {
    await using mock = await startMockAuthorizationServer();
    const as = await discover(mock.urls.issuer);
    const [client, other] = [await register(as), await register(as)];
    const tokens = await obtainTokens(as, client, { scope: 'web-search:read offline_access' });
    const minted = await mock.mint({ clientId: client.client_id });
    const ofOther = await obtainTokens(as, other);
    expect(await mock.forgetClient(client.client_id)).toBe(true);
    const { response } = await authorize(as, client);
    expect(response.status).toBe(400);
    expect(response.headers.get('location')).toBeNull();
    expect(await response.json()).toEqual({
      error: 'invalid_request',
      error_description: 'unable to retrieve client by id',
    });
    await expect(refresh(as, client, tokens.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_client',
      status: 401,
    });
    expect(await introspect(mock, tokens.access_token)).toEqual({ active: false });
    expect(await introspect(mock, minted)).toEqual({ active: false });
    expect(await introspect(mock, ofOther.access_token)).toMatchObject({ active: true });
    expect(await mock.forgetClient('m2m_never_seen')).toBe(false);
  });
});

describe('introspection', () => {
  test('wants client authentication, else 401 in plain text', async () => {
    await using mock = await startMockAuthorizationServer();
    const token = await mock.mint();
    const wrong = basic({ id: mock.client.id, secret: 'wrong' });
    for (const headers of [{}, { authorization: wrong }, { authorization: 'Basic !' }]) {
      const body = new URLSearchParams({ token });
      const response = await fetch(mock.urls.introspection, { method: 'POST', headers, body });
      expect(response.status).toBe(401);
      expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    }
    const body = new URLSearchParams({ token, client_id: mock.client.id, client_secret: mock.client.secret });
    const posted = await fetch(mock.urls.introspection, { method: 'POST', body });
    expect(await posted.json()).toMatchObject({ active: true, token_type: 'Bearer' });
  });

  test('is open to anybody on demand', async () => {
    await using mock = await startMockAuthorizationServer({ introspection: 'open' });
    const body = new URLSearchParams({ token: await mock.mint() });
    const response = await fetch(mock.urls.introspection, { method: 'POST', body });
    expect(await response.json()).toMatchObject({ active: true });
    expect((await fetch(mock.urls.introspection, { method: 'POST' })).status).toBe(400);
  });

  test('tells the life of a token', async () => {
    await using mock = await startMockAuthorizationServer();
    expect(await introspect(mock, 'garbage')).toEqual({ active: false });
    expect(await introspect(mock, await mock.mint({ expiresIn: -1 }))).toEqual({ active: false });
    const later = Math.floor(Date.now() / 1000) + 600;
    expect(await introspect(mock, await mock.mint({ notBefore: later }))).toEqual({ active: false });
    const foreign = await mock.mint({ audience: 'https://elsewhere.example' });
    expect(await introspect(mock, foreign)).toMatchObject({ active: true, aud: 'https://elsewhere.example' });
    const token = await mock.mint();
    await mock.revoke(token);
    expect(await introspect(mock, token)).toEqual({ active: false });
    await expect(mock.revoke('garbage')).rejects.toThrow('did not issue');
    expect(await introspect(mock, await mock.mint({ active: false }))).toEqual({ active: false });
    expect(await introspect(mock, await mock.mint({ expiresIn: -1, active: true }))).toMatchObject({
      active: true,
    });
  });
});

describe('traffic', () => {
  test('records what came and what went, raw', async () => {
    await using mock = await startMockAuthorizationServer();
    const token = await mock.mint();
    const seen: TrafficEntry[] = [];
    const stop = mock.traffic.onEntry((entry) => seen.push(entry));
    await introspect(mock, token);
    await vi.waitFor(() => expect(seen).toHaveLength(1));
    const [entry] = seen;
    expect(entry).toMatchObject({
      id: 1,
      endpoint: 'introspection',
      request: { method: 'POST', target: '/oauth/introspect', body: `token=${token}` },
      response: { status: 200 },
      outcome: 'answered',
    });
    expect(entry?.request.headers).toContainEqual(['authorization', basic(mock.client)]);
    expect(JSON.parse(entry?.response?.body ?? '')).toMatchObject({ active: true });
    stop();
    mock.traffic.clear();
    expect(mock.traffic.list()).toEqual([]);
    await fetch(mock.urls.jwks);
    await vi.waitFor(() => expect(mock.traffic.list().map((one) => one.endpoint)).toEqual(['jwks']));
    expect(seen).toHaveLength(1);
  });

  test('keeps the target as sent, and the body that oidc-provider read', async () => {
    await using mock = await startMockAuthorizationServer();
    const body = new URLSearchParams({ grant_type: 'client_credentials', resource: 'https://x.example' });
    await fetch(mock.urls.token, { method: 'POST', body });
    await vi.waitFor(() => expect(mock.traffic.list()).toHaveLength(1));
    expect(mock.traffic.list()[0]).toMatchObject({
      endpoint: 'token',
      request: { target: new URL(mock.urls.token).pathname, body: body.toString() },
    });
  });

  test('notes the outage that hit a request', async () => {
    await using mock = await startMockAuthorizationServer();
    await using outage = await mock.outage({ mode: 'reset' });
    await expect(fetch(mock.urls.jwks)).rejects.toThrow();
    await vi.waitFor(() => expect(mock.traffic.list()).not.toHaveLength(0));
    expect(mock.traffic.list()[0]).toMatchObject({ outage: 'reset', outcome: 'aborted' });
    expect(outage.affected).toBeGreaterThan(0);
  });

  test('is bounded', async () => {
    await using mock = await startMockAuthorizationServer();
    const ask = async () => (await fetch(mock.urls.jwks)).arrayBuffer();
    for (let round = 0; round < 21; round++) await Promise.all(Array.from({ length: 50 }, ask));
    await vi.waitFor(() => expect(mock.traffic.list().at(-1)?.id).toBeGreaterThan(1_040));
    expect(mock.traffic.list()).toHaveLength(1_000);
  });
});

describe('cross-origin requests', () => {
  const preflight = (url: string, origin: string) =>
    fetch(url, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } });

  test('are open everywhere but at authorize', async () => {
    await using mock = await startMockAuthorizationServer();
    for (const url of [mock.urls.token, mock.urls.registration, mock.urls.jwks]) {
      const response = await preflight(url, 'https://anywhere.example');
      expect(response.status).toBe(204);
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
    }
    const authorization = await preflight(mock.urls.authorization, 'https://anywhere.example');
    expect(authorization.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('are held to a list on demand', async () => {
    await using mock = await startMockAuthorizationServer({ cors: ['http://localhost:6274'] });
    const allowed = await preflight(mock.urls.token, 'http://localhost:6274');
    expect(allowed.headers.get('access-control-allow-origin')).toBe('http://localhost:6274');
    const refused = await preflight(mock.urls.token, 'https://anywhere.example');
    expect(refused.headers.get('access-control-allow-origin')).toBeNull();
  });
});

test('a defect replaces one part and leaves the rest honest', async () => {
  await using mock = await startMockAuthorizationServer({
    alter: (parts) => ({
      authorizationResponse: (_environment, parameters) => parameters.delete('iss'),
      resourceServerMetadata: (environment, resource) => {
        const metadata = parts.resourceServerMetadata(environment, resource);
        delete metadata.code_challenge_methods_supported;
        return metadata;
      },
    }),
  });
  const as = await discover(mock.urls.issuer);
  expect(as.code_challenge_methods_supported).toBeUndefined();
  const { response } = await authorize(as, await register(as));
  const target = new URL(response.headers.get('location') ?? '');
  expect(target.searchParams.has('iss')).toBe(false);
  expect(target.searchParams.has('code')).toBe(true);
});
