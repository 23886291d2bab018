import { decodeJwt } from 'jose';
import { describe, expect, test } from 'vitest';
import { startMockAuthorizationServer } from './index.ts';
import type { MockAuthorizationServer, MockAuthorizationServerOptions } from './index.ts';
import {
  authorize,
  basic,
  discover,
  obtainTokens,
  redirectOf,
  refresh,
  register,
} from './flows.test-helper.ts';

const search = { id: 'res_1', url: 'http://127.0.0.1:7001/search/mcp', scopes: ['search'], name: 'Search' };
const todo = {
  id: 'res_2',
  url: 'http://127.0.0.1:7002/todo/mcp',
  scopes: [
    'todo:read',
    { name: 'todo:write', description: 'Change things' },
    { name: 'todo:old', enabled: false },
  ],
  accessTokenLifetime: 600,
  dynamicRegistration: false,
  clientIdMetadataDocuments: false,
};
const start = (options: MockAuthorizationServerOptions = {}): Promise<MockAuthorizationServer> =>
  startMockAuthorizationServer({ resources: [search, todo], ...options });

describe('two resources', () => {
  test('have each an issuer, metadata and registration of their own', async () => {
    await using mock = await start();
    const [first, second] = [await discover(mock.urls.issuer), await discover(mock.urlsOf('res_2').issuer)];
    expect(first).toMatchObject({
      issuer: `${mock.urls.environment}/resources/res_1`,
      registration_endpoint: mock.urls.registration,
      client_id_metadata_document_supported: true,
    });
    expect(second).toMatchObject({
      issuer: `${mock.urls.environment}/resources/res_2`,
      client_id_metadata_document_supported: false,
    });
    expect(second).not.toHaveProperty('registration_endpoint');
    const closed = await fetch(mock.urlsOf('res_2').registration, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ redirect_uris: ['http://127.0.0.1/cb'] }),
    });
    expect(closed.status).toBe(404);
    expect(mock.protectedResourceMetadata('res_2')).toMatchObject({
      resource: todo.url,
      scopes_supported: ['todo:read', 'todo:write'],
    });
  });

  test('give tokens with their own audience, scopes and lifetime, by the path', async () => {
    await using mock = await start();
    const client = await register(await discover(mock.urls.issuer));
    const as = await discover(mock.urlsOf('res_2').issuer);
    const tokens = await obtainTokens(as, client, {
      resource: todo.url,
      scope: 'todo:write search offline_access',
    });
    const claims = decodeJwt(tokens.access_token);
    expect(claims).toMatchObject({ aud: [todo.url, 'res_2'], scope: 'todo:write' });
    expect(Number(claims.exp) - Number(claims.iat)).toBe(600);
    expect(tokens.expires_in).toBe(600);
    const again = await refresh(as, client, tokens.refresh_token ?? '');
    expect(decodeJwt(again.access_token)).toMatchObject({ aud: [todo.url, 'res_2'], scope: 'todo:write' });
  });

  test('are told apart at the environment by the parameter resource', async () => {
    await using mock = await start();
    const as = await discover(mock.urls.environment);
    const client = await register(as);
    const named = await obtainTokens(as, client, { resource: todo.url });
    expect(decodeJwt(named.access_token)).toMatchObject({
      aud: [todo.url, 'res_2'],
      scope: 'todo:read todo:write',
    });
    const unnamed = await obtainTokens(as, client);
    expect(decodeJwt(unnamed.access_token)).toMatchObject({ aud: [search.url, 'res_1'] });
  });

  test('must be named where the parameter is enforced, and a code is good for its own only', async () => {
    await using mock = await start({ profile: 'oauth21' });
    const as = await discover(mock.urls.issuer);
    const client = await register(as, { token_endpoint_auth_method: 'none' });
    const unnamed = redirectOf(await authorize(as, client));
    expect(unnamed.searchParams.get('error')).toBe('invalid_target');
    const attempt = await authorize(as, client, { resource: search.url });
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: client.client_id,
      code: redirectOf(attempt).searchParams.get('code') ?? '',
      code_verifier: attempt.verifier,
      redirect_uri: 'http://127.0.0.1:8976/callback',
      resource: todo.url,
    });
    const response = await fetch(mock.urls.token, { method: 'POST', body });
    expect(await response.json()).toMatchObject({ error: 'invalid_target' });
  });

  test('tokens can be minted for either', async () => {
    await using mock = await start();
    expect(decodeJwt(await mock.mint({ resource: 'res_2' }))).toMatchObject({ aud: [todo.url, 'res_2'] });
    await expect(mock.mint({ resource: 'res_3' })).rejects.toThrow('no resource res_3');
  });

  test('can come and change while the mock runs', async () => {
    await using mock = await start();
    const as = await discover(mock.urls.issuer);
    const client = await register(as);
    await obtainTokens(as, client);
    mock.resources.add({ id: 'res_3', url: 'http://127.0.0.1:7003/mcp', scopes: ['third'] });
    const third = await discover(mock.urlsOf('res_3').issuer);
    expect(decodeJwt((await obtainTokens(third, client)).access_token)).toMatchObject({ scope: 'third' });
    mock.resources.update('res_3', { scopes: ['fourth'], accessTokenLifetime: 300, audience: 'somebody' });
    const { access_token: token } = await obtainTokens(third, client);
    expect(decodeJwt(token)).toMatchObject({ scope: 'fourth', aud: 'somebody' });
    expect(mock.resources.remove('res_3')).toBe(true);
    expect((await authorize(third, client)).response.status).toBe(404);
    expect(() => mock.resources.update('res_3', {})).toThrow('no resource res_3');
  });

  test.each([
    [[search, { ...todo, url: search.url }], 'the same URL'],
    [[search, search], 'already'],
    [[{ id: 'a/b' }], 'cannot stand in a path'],
    [[{ url: '/mcp' }], 'not an absolute URL'],
    [[{ scopes: ['two words'] }], 'is no scope'],
    [[], 'at least one'],
  ])('%# that cannot be are refused, and nothing goes on listening', async (resources, message) => {
    await expect(startMockAuthorizationServer({ resources })).rejects.toThrow(message);
  });
});

describe('people', () => {
  const users = [
    {
      id: 'usr_1',
      email: 'ada@example.com',
      name: 'Ada',
      organization: 'org_1',
      external_id: 'ada',
      roles: ['admin'],
      permissions: ['all'],
      custom_claims: { plan: 'pro' },
    },
    { id: 'usr_2' },
  ];
  const organizations = [{ id: 'org_1', external_id: 'acme' }];

  test('stand in the claims of their tokens', async () => {
    await using mock = await start({ users, organizations });
    const as = await discover(mock.urls.issuer);
    const client = await register(as);
    const { access_token: token } = await obtainTokens(as, client);
    expect(decodeJwt(token)).toMatchObject({
      sub: 'usr_1',
      oid: 'org_1',
      xoid: 'acme',
      xuid: 'ada',
      roles: ['admin'],
      permissions: ['all'],
      custom_claims: { plan: 'pro' },
    });
    mock.configure({ subject: 'usr_2' });
    const other = decodeJwt((await obtainTokens(as, client)).access_token);
    expect(other).toMatchObject({ sub: 'usr_2' });
    expect(other).not.toHaveProperty('roles');
    const info = await fetch(`${mock.urls.environment}/userinfo`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await info.json()).toEqual({ sub: 'usr_1', email: 'ada@example.com', name: 'Ada' });
  });

  test('that belong nowhere, or are there twice, are refused', async () => {
    await expect(start({ users })).rejects.toThrow('organizations does not list');
    await expect(start({ users: [{ id: 'usr_2' }, { id: 'usr_2' }] })).rejects.toThrow('twice');
  });
});

describe('the management API', () => {
  const machine = async (
    mock: MockAuthorizationServer,
  ): Promise<(path: string, method?: string, body?: object) => Promise<Response>> => {
    const response = await fetch(mock.urls.token, {
      method: 'POST',
      headers: { authorization: basic(mock.client) },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    const { access_token: token } = (await response.json()) as { access_token: string };
    return (path, method = 'GET', body) =>
      fetch(`${mock.urls.environment}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
  };

  test('wants the token of the confidential client', async () => {
    await using mock = await start();
    for (const token of ['nonsense', await mock.mint()]) {
      const response = await fetch(`${mock.urls.environment}/api/v1/resources`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect([response.status, await response.json()]).toEqual([
        401,
        expect.objectContaining({ error_code: 'UNAUTHENTICATED' }),
      ]);
    }
  });

  test('lists, makes, changes and deletes resources', async () => {
    await using mock = await start();
    const call = await machine(mock);
    expect(await (await call('/resources')).json()).toMatchObject({
      total_size: 2,
      resources: [
        { id: 'res_1', resource_uri: search.url, resource_type: 'MCP_SERVER', enable_cimd: true },
        {
          id: 'res_2',
          disable_dynamic_client_registration: true,
          access_token_expiry: '600',
          scopes: [
            { name: 'todo:read', enabled: true },
            { description: 'Change things' },
            { enabled: false },
          ],
        },
      ],
    });
    const made = await call('/resources', 'POST', {
      resource: {
        name: 'Third',
        resource_uri: 'http://127.0.0.1:7003/mcp',
        scopes: ['third'],
        enable_cimd: false,
      },
    });
    expect(made.status).toBe(201);
    const { resource } = (await made.json()) as { resource: { id: string } };
    expect(await discover(mock.urlsOf(resource.id).issuer)).toMatchObject({
      client_id_metadata_document_supported: false,
    });
    const changed = await call(`/resources/${resource.id}`, 'PATCH', {
      disable_dynamic_client_registration: true,
    });
    expect(await changed.json()).toMatchObject({
      resource: { name: 'Third', disable_dynamic_client_registration: true },
    });
    expect((await call(`/resources/${resource.id}`, 'DELETE')).status).toBe(200);
    expect((await call(`/resources/${resource.id}`)).status).toBe(404);
  });

  test.each([
    ['/resources', 'POST', { resource: {} }, 400, 'name is missing'],
    ['/resources/res_1', 'PATCH', { enable_cimd: 'yes' }, 400, 'enable_cimd must be true or false'],
    ['/resources/res_1', 'PATCH', { resource_uri: '/mcp' }, 400, 'not an absolute URL'],
    ['/resources/res_9', 'GET', undefined, 404, 'no resource res_9'],
    ['/resources/res_1/clients/m2m_1', 'GET', undefined, 404, 'no client m2m_1'],
    ['/resources/res_1', 'PUT', {}, 405, 'use GET, PATCH, DELETE'],
    ['/somewhere', 'GET', undefined, 404, 'not served here'],
  ])('%s %s with %j is answered %i', async (path, method, body, status, message) => {
    await using mock = await start();
    const response = await (await machine(mock))(path, method, body);
    expect([response.status, await response.json()]).toEqual([
      status,
      expect.objectContaining({ message: expect.stringContaining(message) as string }),
    ]);
  });

  test('shows the clients of a resource and what people allowed them, and takes both away', async () => {
    await using mock = await start();
    const call = await machine(mock);
    const as = await discover(mock.urls.issuer);
    const client = await register(as);
    const tokens = await obtainTokens(as, client, { scope: 'search offline_access' });
    expect(await (await call('/resources/res_1/clients')).json()).toMatchObject({
      clients: [{ client_id: client.client_id, name: 'Test client' }],
    });
    expect(await (await call('/resources/res_2/clients')).json()).toEqual({ clients: [] });
    const { consents } = (await (await call('/user_consents')).json()) as { consents: { id: string }[] };
    expect(consents).toMatchObject([
      { client_id: client.client_id, scopes: expect.arrayContaining(['search']) as string[] },
    ]);
    expect((await call(`/user_consents/${String(consents[0]?.id)}`, 'DELETE')).status).toBe(200);
    await expect(refresh(as, client, tokens.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    await call(`/resources/res_1/clients/${client.client_id}`, 'DELETE');
    expect((await authorize(as, client)).response.status).toBe(400);
  });

  test('makes clients for machines, whose tokens manage nothing', async () => {
    await using mock = await start();
    const call = await machine(mock);
    const made = await call('/resources/res_2/clients', 'POST', {
      client: { name: 'Robot', scopes: ['todo:read'], custom_claims: [{ key: 'shift', value: 'night' }] },
    });
    const { client, plain_secret: secret } = (await made.json()) as {
      client: { client_id: string };
      plain_secret: string;
    };
    const response = await fetch(mock.urlsOf('res_2').token, {
      method: 'POST',
      headers: { authorization: basic({ id: client.client_id, secret }) },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'todo:read', resource: todo.url }),
    });
    const { access_token: token } = (await response.json()) as { access_token: string };
    expect(decodeJwt(token)).toMatchObject({
      sub: client.client_id,
      aud: [todo.url, 'res_2'],
      custom_claims: { shift: 'night' },
    });
    const refused = await fetch(`${mock.urls.environment}/api/v1/resources`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(refused.status).toBe(401);
  });
});
