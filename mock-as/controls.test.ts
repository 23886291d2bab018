import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { mintTemplates, startMockAuthorizationServer } from './index.ts';
import type { MintTemplate, MockAuthorizationServer } from './index.ts';
import { authorize, discover, introspect, obtainTokens, refresh, register } from './flows.test-helper.ts';

const url = 'http://127.0.0.1:7001/mcp';
const start = (): Promise<MockAuthorizationServer> => startMockAuthorizationServer({ resource: { url } });

/** A sound MCP server, as far as one token goes. */
async function isAccepted(mock: MockAuthorizationServer, token: string): Promise<boolean> {
  const options = {
    issuer: mock.urls.environment,
    audience: url,
    algorithms: ['RS256'],
    requiredClaims: ['exp', 'sub'],
  };
  const verified = await jwtVerify(token, createLocalJWKSet(mock.jwks()), options).catch(() => undefined);
  return verified !== undefined && (await introspect(mock, token)).active === true;
}

describe('templates', () => {
  test.each(Object.entries(mintTemplates))(
    '%s: is accepted or refused as it says',
    async (name, { good }) => {
      await using mock = await start();
      const token = await mock.mint({ template: name as MintTemplate });
      expect(await isAccepted(mock, token)).toBe(good === true);
    },
  );

  test('yield to what is said beside them, and must exist', async () => {
    await using mock = await start();
    const token = await mock.mint({ template: 'no-expiry', subject: 'usr_1', claims: { extra: 1 } });
    expect(decodeJwt(token)).toMatchObject({ sub: 'usr_1', extra: 1 });
    expect(decodeJwt(token)).not.toHaveProperty('exp');
    expect(decodeProtectedHeader(await mock.mint({ template: 'alg-none' })).alg).toBe('none');
    await expect(mock.mint({ template: 'perfect' as MintTemplate })).rejects.toThrow('take one of good, ');
  });
});

describe('clients', () => {
  test('are listed, forgotten and known again with their tokens', async () => {
    await using mock = await start();
    const as = await discover(mock.urls.issuer);
    const client = await register(as);
    const tokens = await obtainTokens(as, client, { scope: 'web-search:read offline_access' });
    const id = client.client_id;
    expect(mock.clients.list()).toMatchObject([
      { id: mock.client.id, kind: 'confidential', confidential: true },
      {
        id,
        kind: 'registered',
        name: 'Test client',
        resourceId: mock.resource.id,
        forgotten: false,
        confidential: false,
      },
    ]);
    expect(mock.clients.forget(id)).toBe(true);
    expect(mock.clients.find(id)).toMatchObject({
      forgotten: true,
      redirectUris: ['http://127.0.0.1:8976/callback'],
    });
    expect((await authorize(as, client)).response.status).toBe(400);
    expect(mock.clients.restore(id)).toBe(true);
    expect(mock.clients.restore(id)).toBe(false);
    expect((await authorize(as, client)).response.status).toBe(303);
    expect(await introspect(mock, tokens.access_token)).toMatchObject({ active: true });
    expect((await refresh(as, client, tokens.refresh_token ?? '')).access_token).toBeTypeOf('string');
  });

  test('of metadata documents are listed once they were here, and can be forgotten and restored', async () => {
    const id = 'https://client.example/metadata.json';
    const metadata = {
      client_id: id,
      client_name: 'Document',
      redirect_uris: ['http://127.0.0.1:8976/callback'],
    };
    await using mock = await startMockAuthorizationServer({
      fetchClientMetadata: async () => Response.json(metadata),
    });
    const as = await discover(mock.urls.issuer);
    await obtainTokens(as, { client_id: id });
    expect(mock.clients.find(id)).toMatchObject({ kind: 'metadata-document', name: 'Document' });
    mock.clients.forget(id);
    expect((await authorize(as, { client_id: id })).response.status).toBe(400);
    mock.clients.restore(id);
    expect((await authorize(as, { client_id: id })).response.status).toBe(303);
  });
});

describe('tokens and grants', () => {
  test('are listed with what they are worth, and revoked by name', async () => {
    await using mock = await start();
    const as = await discover(mock.urls.issuer);
    const client = await register(as);
    const { access_token: token, refresh_token: again = '' } = await obtainTokens(as, client, {
      scope: 'web-search:read offline_access',
    });
    await mock.mint({ template: 'expired' });
    expect(mock.tokens.list()).toMatchObject([
      { token, origin: 'flow', active: true, clientId: client.client_id },
      { origin: 'minted', active: false, template: 'expired' },
    ]);
    expect(mock.tokens.revoke(String(decodeJwt(token).jti))).toBe(true);
    expect(mock.tokens.find(token)).toMatchObject({ active: false, revoked: true });
    await expect(refresh(as, client, again)).rejects.toMatchObject({ error: 'invalid_grant' });
    expect(mock.tokens.revoke('nonsense')).toBe(false);
  });

  test('a grant says who allowed whom what, and ends with all that came of it', async () => {
    await using mock = await start();
    const as = await discover(mock.urls.issuer);
    const client = await register(as);
    const tokens = await obtainTokens(as, client, { scope: 'web-search:read offline_access' });
    const [grant] = mock.grants.list();
    expect(grant).toMatchObject({
      clientId: client.client_id,
      clientName: 'Test client',
      subject: mock.settings().subject,
    });
    expect(grant?.scopes).toContain('web-search:read');
    expect(mock.tokens.find(tokens.access_token)?.grantId).toBe(grant?.id);
    expect(mock.grants.revoke(grant?.id ?? '')).toBe(true);
    expect(mock.grants.list()).toEqual([]);
    expect(await introspect(mock, tokens.access_token)).toEqual({ active: false });
    await expect(refresh(as, client, tokens.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    expect(mock.grants.revoke('nonsense')).toBe(false);
  });
});

describe('keys', () => {
  test('are added before they sign, and retired after', async () => {
    await using mock = await start();
    const [first] = mock.keys.list();
    const { kid } = await mock.keys.add();
    const hidden = await mock.keys.add({ published: false });
    expect(mock.keys.list()).toEqual([
      { ...first, signing: true, published: true },
      { kid, algorithm: 'RS256', signing: false, published: true },
      { kid: hidden.kid, algorithm: 'RS256', signing: false, published: false },
    ]);
    await expect(mock.mint({ key: 'previous' })).rejects.toThrow('no previous key');
    expect(await mock.keys.rotate({ to: kid })).toEqual({ kid });
    expect(decodeProtectedHeader(await mock.mint()).kid).toBe(kid);
    expect(decodeProtectedHeader(await mock.mint({ key: 'previous' })).kid).toBe(first?.kid);
    expect(mock.keys.retire(first?.kid ?? '')).toBe(true);
    expect(mock.jwks().keys.map((key) => key.kid)).toEqual([kid]);
    expect(() => mock.keys.retire(kid)).toThrow('rotate the keys before');
    await expect(mock.keys.rotate({ to: 'snk_1' })).rejects.toThrow('no key snk_1');
  });
});

describe('a migration', () => {
  test('of the issuer changes what new tokens and the metadata name, while old tokens stay good', async () => {
    await using mock = await start();
    const old = await mock.mint();
    const as = await discover(mock.urls.issuer);
    const client = await register(as);
    await obtainTokens(as, client);
    mock.configure({ tokenIssuer: 'resource' });
    const { access_token: token } = await obtainTokens(as, client);
    expect(decodeJwt(token).iss).toBe(mock.urls.issuer);
    for (const either of [old, token]) expect(await introspect(mock, either)).toMatchObject({ active: true });
  });

  test('to another authorization server changes what the MCP server is told to serve', async () => {
    await using mock = await start();
    mock.configure({ authorizationServer: 'environment' });
    expect(mock.protectedResourceMetadata()).toMatchObject({
      authorization_servers: [mock.urls.environment],
    });
    mock.resources.update(mock.resource.id, { authorizationServers: ['https://as.example'] });
    expect(mock.protectedResourceMetadata()).toMatchObject({ authorization_servers: ['https://as.example'] });
  });

  test('to closed registration takes effect at once', async () => {
    await using mock = await start();
    await register(await discover(mock.urls.issuer));
    mock.configure({ dynamicRegistration: false });
    const as = await discover(mock.urls.issuer);
    expect(as).not.toHaveProperty('registration_endpoint');
    await expect(register({ ...as, registration_endpoint: mock.urls.registration })).rejects.toThrow('404');
  });

  test('to a setting that there is not is refused', async () => {
    await using mock = await start();
    expect(() => mock.configure({ isuer: 'x' } as object)).toThrow('no setting isuer');
    expect(() => mock.configure({ tokenIssuer: 'nobody' as 'resource' })).toThrow(
      'give "environment" or "resource"',
    );
    expect(() => mock.configure({ approval: 'never' as 'automatic' })).toThrow('give "automatic"');
  });
});

test('browsers may come from the origins of registered redirect URIs only, on demand', async () => {
  await using mock = await startMockAuthorizationServer({ cors: 'redirect-uris' });
  const allowed = async (origin: string) =>
    (await fetch(mock.urls.jwks, { headers: { origin } })).headers.get('access-control-allow-origin');
  expect(await allowed('http://localhost:6274')).toBeNull();
  await register(await discover(mock.urls.issuer), {
    redirect_uris: ['http://localhost:6274/oauth/callback'],
  });
  expect(await allowed('http://localhost:6274')).toBe('http://localhost:6274');
  expect(await allowed('http://localhost:6275')).toBeNull();
});
