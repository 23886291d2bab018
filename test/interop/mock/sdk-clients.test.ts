/** Both MCP SDKs against each profile of the mock: by registration, by metadata document, as a machine. */
import * as v2 from '@modelcontextprotocol/client';
import {
  ClientCredentialsProvider,
  PrivateKeyJwtProvider,
} from '@modelcontextprotocol/sdk/client/auth-extensions.js';
import { exportJWK, exportPKCS8, generateKeyPair } from 'jose';
import { afterEach, describe, expect, it } from 'vitest';
import { headlessProvider } from '../headless-provider.ts';
import { serveClientMetadata, type ServedDocument } from './client-metadata-document.ts';
import { authorizationsAt, pathsAt, startPair, type Pair } from './pair.ts';
import { peers, withDocument } from './sdk-peers.ts';

let pair: Pair;
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(options: Parameters<typeof startPair>[0] = {}): Promise<void> {
  pair = await startPair(options);
  closing.push(() => pair.close());
}

async function startWithDocument(
  options: Parameters<typeof startPair>[0] = {},
  members: Record<string, unknown> = {},
): Promise<ServedDocument> {
  const { clientMetadata } = headlessProvider();
  const document = await serveClientMetadata({ ...clientMetadata, ...members });
  closing.push(() => document.close());
  await start({ fetchClientMetadata: document.fetch, ...options });
  return document;
}

const registrations = () =>
  pathsAt(pair.mock).filter((path) => /clients:register$|\/oauth\/register$/.test(path)).length;
const grantsOf = (type: string) =>
  pair.mock.traffic.list().filter(({ request }) => request.body.includes(`grant_type=${type}`)).length;

describe.each(peers)('$name', ({ logInAndSearch, search }) => {
  it.each(['scalekit', 'scalekit-2025', 'oauth21'] as const)(
    'registers at %s, and searches',
    async (profile) => {
      await start({ profile });
      expect(await logInAndSearch(pair.server.url, headlessProvider())).toContain('model context protocol');
      expect(registrations()).toBe(1);
      const [authorization] = authorizationsAt(pair.mock);
      expect(authorization?.get('resource')).toBe(pair.server.url);
    },
  );

  it.each(['scalekit', 'oauth21'] as const)('goes by its metadata document at %s', async (profile) => {
    const document = await startWithDocument({ profile });
    expect(await logInAndSearch(pair.server.url, withDocument(document.url))).toContain(
      'model context protocol',
    );
    expect(registrations()).toBe(0);
    expect(authorizationsAt(pair.mock)[0]?.get('client_id')).toBe(document.url);
    expect(document.requests[0]?.headers.accept).toContain('application/json');
  });

  it('registers all the same where metadata documents are not known', async () => {
    const document = await startWithDocument({ clientIdMetadataDocuments: false });
    await logInAndSearch(pair.server.url, withDocument(document.url));
    expect(registrations()).toBe(1);
    expect(document.requests).toEqual([]);
  });

  it('says so when there is no way to become known', async () => {
    await start({ clientIdMetadataDocuments: false, dynamicRegistration: false });
    await expect(logInAndSearch(pair.server.url, headlessProvider())).rejects.toThrow(/registration/i);
    expect(registrations()).toBe(0);
  });

  it.each<[string, Record<string, unknown>]>([
    ['is not the one it was fetched for', { client_id: 'https://client.example/other.json' }],
    ['lists another redirect URI', { redirect_uris: ['http://127.0.0.1:8765/other'] }],
    ['has no name', { client_name: undefined }],
    ['has a secret', { client_secret: 'secret' }],
  ])('is not sent on when its document %s', async (_, members) => {
    const document = await startWithDocument({}, members);
    await expect(logInAndSearch(pair.server.url, withDocument(document.url))).rejects.toThrow(
      /No redirect from the authorization server: 400/,
    );
    expect(document.requests).not.toEqual([]);
  });

  it('is not sent on when its document is not there', async () => {
    const document = await startWithDocument();
    document.change(404);
    await expect(logInAndSearch(pair.server.url, withDocument(document.url))).rejects.toThrow(/: 400/);
  });

  it('refreshes when the token has expired, without a login', async () => {
    await start({ extendedMetadata: true, refreshTokens: 'always' });
    const provider = headlessProvider();
    await logInAndSearch(pair.server.url, provider);
    pair.mock.clock.advance(2 * 3600);
    expect(await search(pair.server.url, provider)).toContain('model context protocol');
    expect(grantsOf('refresh_token')).toBe(1);
    expect(authorizationsAt(pair.mock)).toHaveLength(1);
  });

  it('logs in again when its refresh token was revoked', async () => {
    await start({ refreshTokens: 'always', publicClientRevocation: true });
    const provider = headlessProvider();
    await logInAndSearch(pair.server.url, provider);
    await fetch(pair.mock.urls.revocation, {
      method: 'POST',
      body: new URLSearchParams({
        token: provider.tokens()?.refresh_token ?? '',
        client_id: provider.clientInformation()?.client_id ?? '',
      }),
    });
    pair.mock.clock.advance(2 * 3600);
    expect(await logInAndSearch(pair.server.url, provider)).toContain('model context protocol');
    expect(authorizationsAt(pair.mock)).toHaveLength(2);
    expect(registrations()).toBe(1);
  });

  it('registers anew when its registration is gone and its token has expired', async () => {
    await start({ refreshTokens: 'always' });
    const provider = headlessProvider();
    await logInAndSearch(pair.server.url, provider);
    await pair.mock.forgetClient(provider.clientInformation()?.client_id ?? '');
    pair.mock.clock.advance(2 * 3600);
    expect(await logInAndSearch(pair.server.url, provider)).toContain('model context protocol');
    expect(registrations()).toBe(2);
  });
});

describe('as a machine', () => {
  it.each(['scalekit', 'oauth21'] as const)('both SDKs get a token with a secret at %s', async (profile) => {
    await start({ profile });
    const { id, secret } = pair.mock.client;
    const options = { clientId: id, clientSecret: secret, expectedIssuer: pair.mock.urls.issuer };
    const providers = [new ClientCredentialsProvider(options), new v2.ClientCredentialsProvider(options)];
    for (const [index, peer] of peers.entries()) {
      const provider = providers[index];
      if (provider === undefined) throw new Error('no provider');
      expect(await peer.search(pair.server.url, provider)).toContain('model context protocol');
    }
    expect(grantsOf('client_credentials')).toBe(2);
  });

  it('both SDKs get a token with a key that they registered at oauth21', async () => {
    await start({ profile: 'oauth21' });
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    const response = await fetch(pair.mock.urls.registration, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        client_name: 'machine',
        redirect_uris: [],
        response_types: [],
        grant_types: ['client_credentials'],
        token_endpoint_auth_method: 'private_key_jwt',
        jwks: { keys: [await exportJWK(publicKey)] },
      }),
    });
    expect(response.status).toBe(201);
    const { client_id: clientId } = (await response.json()) as { client_id: string };
    const options = {
      clientId,
      privateKey: await exportPKCS8(privateKey),
      algorithm: 'ES256',
      expectedIssuer: pair.mock.urls.issuer,
    };
    const providers = [new PrivateKeyJwtProvider(options), new v2.PrivateKeyJwtProvider(options)];
    for (const [index, peer] of peers.entries()) {
      const provider = providers[index];
      if (provider === undefined) throw new Error('no provider');
      expect(await peer.search(pair.server.url, provider)).toContain('model context protocol');
    }
  });
});
