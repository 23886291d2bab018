import { afterEach, describe, expect, it } from 'vitest';
import { startMockAuthorizationServer } from './start.ts';
import type { MockAuthorizationServer } from './mock.ts';
import type { MockAuthorizationServerOptions } from './options.ts';

let mock: MockAuthorizationServer | undefined;
afterEach(async () => {
  await mock?.close();
  mock = undefined;
});

interface Registered {
  client_id: string;
  redirect_uris: string[];
  registration_client_uri?: string;
  registration_access_token?: string;
}

const metadata = {
  redirect_uris: ['http://127.0.0.1:8976/callback'],
  grant_types: ['authorization_code', 'refresh_token'],
  token_endpoint_auth_method: 'none',
  application_type: 'native',
};

async function register(options: MockAuthorizationServerOptions) {
  mock = await startMockAuthorizationServer(options);
  const { registration, token } = mock.urls;
  const response = await fetch(registration, json('POST', metadata));
  expect(response.status).toBe(201);
  return { token, client: (await response.json()) as Registered };
}

function json(method: string, body: unknown, token?: string): RequestInit {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const headers = { 'content-type': 'application/json', ...authorization };
  return { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
}

/** What the token endpoint says of the client. */
async function errorAt(tokenEndpoint: string, clientId: string): Promise<unknown> {
  const form = { grant_type: 'refresh_token', refresh_token: 'unknown', client_id: clientId };
  const response = await fetch(tokenEndpoint, { method: 'POST', body: new URLSearchParams(form) });
  return ((await response.json()) as { error: unknown }).error;
}

describe('clientManagement', () => {
  it('lets a client read, change and delete its registration (RFC 7592 §2)', async () => {
    const { client, token: endpoint } = await register({ profile: 'oauth21' });
    const { client_id: id, registration_client_uri: uri = '', registration_access_token: token } = client;

    const read = await fetch(uri, json('GET', undefined, token));
    expect(await read.json()).toMatchObject({ client_id: id, redirect_uris: metadata.redirect_uris });

    const changed = { ...metadata, client_id: id, redirect_uris: ['http://127.0.0.1:8977/callback'] };
    const update = await fetch(uri, json('PUT', changed, token));
    const { redirect_uris: uris, registration_access_token: next } = (await update.json()) as Registered;
    expect(uris).toEqual(changed.redirect_uris);

    expect(await errorAt(endpoint, id)).toBe('invalid_grant');
    expect((await fetch(uri, json('DELETE', undefined, next))).status).toBe(204);
    expect(await errorAt(endpoint, id)).toBe('invalid_client');
    expect((await fetch(uri, json('GET', undefined, next))).status).toBe(401);
  });

  it('refuses in an update what it refuses in a registration', async () => {
    const { client } = await register({ profile: 'oauth21' });
    const bad = { ...metadata, client_id: client.client_id, redirect_uris: ['http://client.example/cb'] };
    const { registration_client_uri: uri = '', registration_access_token: token } = client;
    const update = await fetch(uri, json('PUT', bad, token));
    expect(update.status).toBe(400);
    expect(await update.json()).toMatchObject({ error: 'invalid_redirect_uri' });
  });

  it('keeps a registration from those who lack its token', async () => {
    const { client, token } = await register({ profile: 'oauth21' });
    const { client_id: id, registration_client_uri: uri = '' } = client;
    expect((await fetch(uri, json('DELETE', undefined, 'guessed'))).status).toBe(401);
    expect(await errorAt(token, id)).toBe('invalid_grant');
  });

  it('is not there when it is off, as at Scalekit', async () => {
    const { client } = await register({ profile: 'scalekit' });
    expect(client).not.toHaveProperty('registration_client_uri');
    const { client: other } = await register({ profile: 'oauth21', clientManagement: false });
    expect(other).not.toHaveProperty('registration_access_token');
  });

  it("tells where also in Scalekit's answer when it is on", async () => {
    const { client } = await register({ profile: 'scalekit', clientManagement: true });
    expect(client.registration_client_uri).toContain(`/oauth/register/${client.client_id}`);
    expect(client.registration_access_token).toEqual(expect.any(String));
  });
});

describe('redirect URIs of a registration', () => {
  it.each([
    ['http://client.example/cb', 400],
    ['myapp:/cb', 400],
    ['com.example.app:/cb', 201],
    ['https://client.example/cb', 201],
    ['http://localhost:3000/cb', 201],
  ])('%s is answered %i by a strict server', async (uri, status) => {
    mock = await startMockAuthorizationServer({ profile: 'oauth21' });
    const response = await fetch(mock.urls.registration, json('POST', { ...metadata, redirect_uris: [uri] }));
    expect(response.status).toBe(status);
  });
});
