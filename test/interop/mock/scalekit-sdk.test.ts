/** Scalekit's own SDK, unmodified, takes the mock for Scalekit. */
import { createHash, randomBytes } from 'node:crypto';
import {
  Scalekit,
  ScalekitUnauthorizedException,
  ScalekitValidateTokenFailureException,
} from '@scalekit-sdk/node';
import { decodeJwt } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  startMockAuthorizationServer,
  type MintOptions,
  type MockAuthorizationServer,
} from '../../../mock-as/index.ts';
import { approve } from './approve.ts';

const audience = 'http://127.0.0.1:7100/mcp';
const redirectUri = 'http://127.0.0.1:7101/callback';
const user = { id: 'usr_100', email: 'ada+sktest@example.com', name: 'Ada Example' };
let mock: MockAuthorizationServer;
let scalekit: Scalekit;

beforeEach(async () => {
  mock = await startMockAuthorizationServer({
    resource: { url: audience, scopes: ['todo:read', 'todo:write'] },
    client: { redirectUris: [redirectUri] },
    users: [user],
  });
  scalekit = sdk();
});
afterEach(() => mock.close());

const sdk = (secret = mock.client.secret) => new Scalekit(mock.urls.environment, mock.client.id, secret);

describe('validateToken', () => {
  const expected = () => ({
    issuer: mock.urls.environment,
    audience: [audience],
    requiredScopes: ['todo:read'],
  });

  it('gives the claims of a good token', async () => {
    const claims = await scalekit.validateToken(await mock.mint({ subject: user.id }), expected());
    expect(claims).toMatchObject({
      iss: mock.urls.environment,
      aud: [audience, mock.resource.id],
      sub: user.id,
      scopes: ['todo:read', 'todo:write'],
    });
    expect(claims).toHaveProperty('oid', expect.stringMatching(/^org_\d+$/));
  });

  it('takes the resource id for the audience too, and several audiences of which one is right', async () => {
    const token = await mock.mint();
    expect(await scalekit.validateAccessToken(token, { audience: [mock.resource.id] })).toBe(true);
    expect(await scalekit.validateAccessToken(token, { audience: ['https://other.example', audience] })).toBe(
      true,
    );
  });

  it.each<[string, MintOptions, RegExp]>([
    ['an expired token', { expiresIn: -60 }, /"exp" claim timestamp check failed/],
    ['a token that is not valid yet', { notBefore: 4_000_000_000 }, /"nbf" claim timestamp check failed/],
    ['a token for somebody else', { audience: 'https://other.example/mcp' }, /unexpected "aud" claim/],
    ['an audience with one more slash', { audience: `${audience}/` }, /unexpected "aud" claim/],
    ['a token without audience', { claims: { aud: undefined } }, /missing required "aud" claim/],
    ['a token of another issuer', { issuer: 'https://other.example' }, /unexpected "iss" claim/],
    ['a token that lacks a scope', { scopes: ['todo:write'] }, /missing required scopes: todo:read/],
    ['a bent signature', { signature: 'tampered' }, /signature verification failed/],
    ['an unknown key', { key: 'unpublished' }, /no applicable key found/],
    ['no signature', { signature: 'none' }, /"alg"|no applicable key|signature/i],
  ])('refuses %s', async (_, options, reason) => {
    const validation = scalekit.validateToken(await mock.mint(options), expected());
    await expect(validation).rejects.toThrow(ScalekitValidateTokenFailureException);
    await expect(validation).rejects.toThrow(reason);
  });

  it('takes both issuers of a migration, each where it is expected', async () => {
    mock.configure({ tokenIssuer: 'resource' });
    const token = await mock.mint();
    await scalekit.validateToken(token, { issuer: mock.urls.issuer });
    await expect(scalekit.validateToken(token, { issuer: mock.urls.environment })).rejects.toThrow(
      /unexpected "iss" claim/,
    );
  });

  it('keeps the key set of its first call: after a rotation only a new instance knows the new key', async () => {
    await scalekit.validateToken(await mock.mint());
    await mock.rotateKeys();
    const token = await mock.mint();
    await expect(scalekit.validateToken(token)).rejects.toThrow(/no applicable key found/);
    await sdk().validateToken(token);
  });

  it('tells an outage of the key set as what it is, and recovers', async () => {
    const token = await mock.mint();
    const outage = await mock.outage({ endpoint: 'jwks', mode: '503' });
    const failure = scalekit.validateToken(token);
    await expect(failure).rejects.not.toBeInstanceOf(ScalekitValidateTokenFailureException);
    await expect(failure).rejects.toMatchObject({ name: 'AxiosError', response: { status: 503 } });
    await outage.end();
    await scalekit.validateToken(token);
  });
});

describe('login of an application', () => {
  const logIn = async (options: Parameters<Scalekit['getAuthorizationUrl']>[1] = {}) => {
    const callback = await approve(
      scalekit.getAuthorizationUrl(redirectUri, { state: 'state-1', ...options }),
    );
    expect(callback.href).toMatch(`${redirectUri}?`);
    expect(callback.searchParams.get('state')).toBe('state-1');
    return callback.searchParams.get('code') ?? '';
  };

  it('with the default scopes tells who logged in', async () => {
    const result = await scalekit.authenticateWithCode(await logIn({ nonce: 'nonce-1' }), redirectUri);
    expect(result.user).toEqual(user);
    expect(result.expiresIn).toBe(3600);
    expect(decodeJwt(result.idToken)).toMatchObject({
      iss: mock.urls.environment,
      aud: mock.client.id,
      nonce: 'nonce-1',
    });
    const claims = await scalekit.validateToken(result.accessToken, { issuer: mock.urls.environment });
    expect(claims).toMatchObject({ sub: user.id, client_id: mock.client.id });
  });

  it('with PKCE takes only the verifier that belongs to the challenge', async () => {
    const codeVerifier = randomBytes(32).toString('base64url');
    const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');
    const pkce = { codeChallenge, codeChallengeMethod: 'S256' };
    await expect(scalekit.authenticateWithCode(await logIn(pkce), redirectUri)).rejects.toMatchObject({
      response: { status: 400, data: { error: 'invalid_grant' } },
    });
    await scalekit.authenticateWithCode(await logIn(pkce), redirectUri, { codeVerifier });
  });

  it('refreshes with offline_access, and each refresh token only once', async () => {
    const scopes = ['openid', 'email', 'offline_access', 'todo:read'];
    const { refreshToken } = await scalekit.authenticateWithCode(await logIn({ scopes }), redirectUri);
    const refreshed = await scalekit.refreshAccessToken(refreshToken);
    await scalekit.validateToken(refreshed.accessToken, { requiredScopes: ['todo:read'] });
    await expect(scalekit.refreshAccessToken(refreshToken)).rejects.toThrow(/400/);
    await expect(scalekit.refreshAccessToken(refreshed.refreshToken)).rejects.toThrow(/400/);
  });

  it('takes a code once, and only with the secret', async () => {
    const code = await logIn();
    await expect(sdk('wrong').authenticateWithCode(code, redirectUri)).rejects.toMatchObject({
      response: { status: 401, data: { error: 'invalid_client' } },
    });
    await scalekit.authenticateWithCode(code, redirectUri);
    await expect(scalekit.authenticateWithCode(code, redirectUri)).rejects.toMatchObject({
      response: { status: 400, data: { error: 'invalid_grant' } },
    });
  });

  it('does not send a code to a redirect URI that is not registered', async () => {
    const url = scalekit.getAuthorizationUrl('https://evil.example/callback', { state: 's' });
    await expect(approve(url)).rejects.toThrow(/No redirect, but 400.*redirect_uri/);
  });
});

describe('machine tokens', () => {
  it('come for the credentials, and carry the client for their subject and no audience', async () => {
    const token = await scalekit.getClientAccessToken();
    const claims = await scalekit.validateToken(token, { issuer: mock.urls.environment });
    expect(claims).toMatchObject({ sub: mock.client.id, client_id: mock.client.id });
    expect(claims).not.toHaveProperty('aud');
    expect(claims).not.toHaveProperty('sid');
  });

  it('do not come for a wrong secret', async () => {
    const refusal = scalekit.generateClientToken(mock.client.id, 'wrong');
    await expect(refusal).rejects.toThrow(ScalekitUnauthorizedException);
    await expect(refusal).rejects.toMatchObject({ errDetails: { error: 'invalid_client' } });
  });
});
