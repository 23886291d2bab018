/** openid-client, unmodified and with all of its checks, goes every way through the mock. */
import { exportJWK, generateKeyPair } from 'jose';
import * as client from 'openid-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startMockAuthorizationServer, type MockAuthorizationServer } from '../../../mock-as/index.ts';
import { approve } from './approve.ts';

const resource = 'http://127.0.0.1:7110/mcp';
const redirectUri = 'http://127.0.0.1:7111/callback';
// eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so only to stand out; the mock speaks plain HTTP
const insecure = { execute: [client.allowInsecureRequests], algorithm: 'oauth2' as const };
const clientMetadata = {
  client_name: 'openid-client',
  redirect_uris: [redirectUri],
  grant_types: ['authorization_code', 'refresh_token'],
  token_endpoint_auth_method: 'none',
};
let mock: MockAuthorizationServer;

const register = (metadata: Partial<client.ClientMetadata> = {}, authentication?: client.ClientAuth) =>
  client.dynamicClientRegistration(
    new URL(mock.urls.issuer),
    { ...clientMetadata, ...metadata },
    authentication,
    insecure,
  );

const asConfidentialClient = () =>
  client.discovery(
    new URL(mock.urls.issuer),
    mock.client.id,
    mock.client.secret,
    client.ClientSecretBasic(mock.client.secret),
    insecure,
  );

/** The code flow with PKCE, state and resource, to its end. */
async function logIn(config: client.Configuration, scope = 'web-search:read offline_access') {
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const expectedState = client.randomState();
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope,
    resource,
    state: expectedState,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  });
  const callback = await approve(url);
  const redeem = (verifier = pkceCodeVerifier) =>
    client.authorizationCodeGrant(
      config,
      callback,
      { pkceCodeVerifier: verifier, expectedState },
      { resource },
    );
  return { callback, redeem };
}

const isActive = async (token: string) =>
  (await client.tokenIntrospection(await asConfidentialClient(), token)).active;

describe.each(['scalekit', 'oauth21'] as const)('openid-client against the profile %s', (profile) => {
  beforeEach(async () => {
    mock = await startMockAuthorizationServer({
      profile,
      resource: { url: resource, scopes: ['web-search:read', 'web-search:write'] },
      extendedMetadata: true,
      publicClientRevocation: true,
    });
  });
  afterEach(() => mock.close());

  it('discovers, registers, authorizes with PKCE, and is told the issuer', async () => {
    const config = await register();
    expect(config.serverMetadata().issuer).toBe(mock.urls.issuer);
    expect(config.serverMetadata().supportsPKCE()).toBe(true);
    const { callback, redeem } = await logIn(config);
    expect(callback.searchParams.get('iss')).toBe(mock.urls.issuer);
    const tokens = await redeem();
    expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 3600 });
    const introspected = await client.tokenIntrospection(await asConfidentialClient(), tokens.access_token);
    expect(introspected).toMatchObject({
      active: true,
      client_id: config.clientMetadata().client_id,
      scope: 'web-search:read',
    });
    expect([introspected.aud].flat()).toContain(resource);
  });

  it('gets nothing for a wrong verifier or for a used code, which also ends the tokens of that code', async () => {
    const config = await register();
    const stolen = await logIn(config);
    await expect(stolen.redeem(client.randomPKCECodeVerifier())).rejects.toMatchObject({
      error: 'invalid_grant',
      status: 400,
    });
    const { redeem } = await logIn(config);
    const tokens = await redeem();
    await expect(redeem()).rejects.toMatchObject({ error: 'invalid_grant' });
    expect(await isActive(tokens.access_token)).toBe(false);
  });

  it('refreshes with rotation; the replay of a used refresh token is refused and ends the grant', async () => {
    const config = await register();
    const { redeem } = await logIn(config);
    const first = await redeem();
    const second = await client.refreshTokenGrant(config, first.refresh_token ?? '', { resource });
    expect(second.refresh_token).toEqual(expect.any(String));
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(await isActive(second.access_token)).toBe(true);
    await expect(client.refreshTokenGrant(config, first.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    await expect(client.refreshTokenGrant(config, second.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    expect(await isActive(second.access_token)).toBe(false);
  });

  it('gets no refresh token without offline_access', async () => {
    const { redeem } = await logIn(await register(), 'web-search:read');
    expect(await redeem()).not.toHaveProperty('refresh_token');
  });

  it('cannot widen the scope by refreshing (RFC 6749 §6)', async () => {
    const config = await register();
    const { redeem } = await logIn(config);
    const { refresh_token: refreshToken = '' } = await redeem();
    const wider = client.refreshTokenGrant(config, refreshToken, { scope: 'web-search:write' });
    await expect(wider).rejects.toMatchObject({ error: 'invalid_scope' });
  });

  it('revokes an access token, and a refresh token with everything that came of it', async () => {
    const config = await register();
    const { access_token: accessToken } = await (await logIn(config)).redeem();
    await client.tokenRevocation(config, accessToken, { token_type_hint: 'access_token' });
    expect(await isActive(accessToken)).toBe(false);
    const tokens = await (await logIn(config)).redeem();
    await client.tokenRevocation(config, tokens.refresh_token ?? '');
    await expect(client.refreshTokenGrant(config, tokens.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    expect(await isActive(tokens.access_token)).toBe(false);
  });

  it('takes the revocation of an unknown token for done (RFC 7009 §2.2)', async () => {
    await client.tokenRevocation(await register(), 'no-token-at-all');
  });

  it("cannot revoke another client's token", async () => {
    const { access_token: token } = await (await logIn(await register())).redeem();
    await client.tokenRevocation(await register(), token);
    expect(await isActive(token)).toBe(true);
  });

  it('gets a machine token, with the resource for its audience', async () => {
    const config = await asConfidentialClient();
    const { access_token: token } = await client.clientCredentialsGrant(config, {
      scope: 'web-search:read',
      resource,
    });
    const introspected = await client.tokenIntrospection(config, token);
    expect(introspected).toMatchObject({ active: true, sub: mock.client.id, scope: 'web-search:read' });
    expect([introspected.aud].flat()).toContain(resource);
  });

  it('may not introspect without credentials', async () => {
    const config = await register();
    await expect(client.tokenIntrospection(config, await mock.mint())).rejects.toMatchObject({ status: 401 });
  });

  it('is told that its registration is gone', async () => {
    const config = await register();
    const { redeem } = await logIn(config);
    await mock.forgetClient(config.clientMetadata().client_id);
    await expect(redeem()).rejects.toMatchObject({ error: 'invalid_client', status: 401 });
  });
});

describe('openid-client against Scalekit', () => {
  beforeEach(async () => {
    mock = await startMockAuthorizationServer({
      resource: { url: resource },
      extendedMetadata: true,
      client: { redirectUris: [redirectUri] },
    });
  });
  afterEach(() => mock.close());

  it('may not revoke as a public client', async () => {
    await expect(client.tokenRevocation(await register(), await mock.mint())).rejects.toMatchObject({
      error: 'invalid_client',
      status: 401,
    });
  });

  it('logs in by OpenID Connect at the environment, and verifies the ID token, also after a rotation', async () => {
    const discover = () =>
      client.discovery(
        new URL(mock.urls.environment),
        mock.client.id,
        mock.client.secret,
        client.ClientSecretPost(mock.client.secret),
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- the mock speaks plain HTTP
        { execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks] },
      );
    for (const rotate of [false, true]) {
      if (rotate) await mock.rotateKeys();
      // It looks at a key set again after a minute at the earliest, so after the rotation it starts anew.
      const config = await discover();
      expect(config.serverMetadata()).not.toHaveProperty('registration_endpoint');
      const [expectedNonce, expectedState] = [client.randomNonce(), client.randomState()];
      const wanted = {
        redirect_uri: redirectUri,
        scope: 'openid',
        nonce: expectedNonce,
        state: expectedState,
      };
      const callback = await approve(client.buildAuthorizationUrl(config, wanted));
      const tokens = await client.authorizationCodeGrant(config, callback, {
        expectedNonce,
        expectedState,
        idTokenExpected: true,
      });
      const subject = tokens.claims()?.sub ?? '';
      expect(subject).toMatch(/^usr_/);
      expect(await client.fetchUserInfo(config, tokens.access_token, subject)).toEqual({ sub: subject });
    }
  });
});

describe('openid-client against a plain server, with credentials that it registered', () => {
  beforeEach(async () => {
    mock = await startMockAuthorizationServer({ profile: 'oauth21', resource: { url: resource } });
  });
  afterEach(() => mock.close());

  it.each(['client_secret_basic', 'client_secret_post'])('%s', async (method) => {
    const config = await register({ token_endpoint_auth_method: method });
    const { client_id: id, client_secret: secret } = config.clientMetadata();
    expect(secret).toEqual(expect.any(String));
    await (await logIn(config)).redeem();
    const wrong = await client.discovery(new URL(mock.urls.issuer), id, 'wrong', undefined, insecure);
    await expect((await logIn(wrong)).redeem()).rejects.toMatchObject({ error: 'invalid_client' });
  });

  it('does not get by without a code challenge, secret or not (OAuth 2.1 §7.5.2)', async () => {
    const config = await register({ token_endpoint_auth_method: 'client_secret_basic' });
    const wanted = { redirect_uri: redirectUri, scope: 'web-search:read', state: 'state-1', resource };
    const { searchParams } = await approve(client.buildAuthorizationUrl(config, wanted));
    expect(searchParams.get('error')).toBe('invalid_request');
    expect(searchParams.get('error_description')).toContain('PKCE');
    expect(searchParams.has('code')).toBe(false);
  });

  it('private_key_jwt', async () => {
    const [own, foreign] = await Promise.all(
      [1, 2].map(() => generateKeyPair('ES256', { extractable: true })),
    );
    if (own === undefined || foreign === undefined) throw new Error('no keys');
    const jwk = { ...(await exportJWK(own.publicKey)), alg: 'ES256', use: 'sig' };
    const metadata = {
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES256',
      jwks: { keys: [jwk] },
    };
    const config = await register(metadata, client.PrivateKeyJwt(own.privateKey));
    await (await logIn(config)).redeem();
    const { client_id: id } = config.clientMetadata();
    const thief = client.PrivateKeyJwt(foreign.privateKey);
    const wrong = await client.discovery(new URL(mock.urls.issuer), id, undefined, thief, insecure);
    await expect((await logIn(wrong)).redeem()).rejects.toMatchObject({ error: 'invalid_client' });
  });
});
