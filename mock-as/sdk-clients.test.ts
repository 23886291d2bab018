import * as second from '@modelcontextprotocol/client';
import * as first from '@modelcontextprotocol/sdk/client/auth.js';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startMockAuthorizationServer } from './index.ts';
import type { MockAuthorizationServer } from './index.ts';
import { redirectUri } from './flows.test-helper.ts';

const resource = new URL('http://127.0.0.1:7004/mcp');
const clientMetadata = {
  client_name: 'MCP client',
  redirect_uris: [redirectUri],
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  token_endpoint_auth_method: 'none',
};
let mock: MockAuthorizationServer;

beforeAll(async () => {
  mock = await startMockAuthorizationServer({ resource: { url: resource.href } });
});
afterAll(() => mock.close());

/** What the authorization endpoint sends back for this URL. */
async function approve(authorizationUrl: URL): Promise<URLSearchParams> {
  const response = await fetch(authorizationUrl, { redirect: 'manual' });
  return new URL(response.headers.get('location') ?? '').searchParams;
}

test('the MCP SDK v1 discovers, registers, authorizes and refreshes', async () => {
  const metadata = await first.discoverAuthorizationServerMetadata(mock.urls.issuer);
  if (metadata === undefined) throw new Error('no metadata found');
  const clientInformation = await first.registerClient(mock.urls.issuer, { metadata, clientMetadata });
  const { authorizationUrl, codeVerifier } = await first.startAuthorization(mock.urls.issuer, {
    metadata,
    clientInformation,
    redirectUrl: redirectUri,
    scope: 'web-search:read offline_access',
    resource,
  });
  const known = { metadata, clientInformation, resource };
  const tokens = await first.exchangeAuthorization(mock.urls.issuer, {
    ...known,
    authorizationCode: (await approve(authorizationUrl)).get('code') ?? '',
    codeVerifier,
    redirectUri,
  });
  expect(decodeJwt(tokens.access_token).aud).toEqual([resource.href, mock.resource.id]);
  const refreshed = await first.refreshAuthorization(mock.urls.issuer, {
    ...known,
    refreshToken: tokens.refresh_token ?? '',
  });
  expect(decodeJwt(refreshed.access_token).scope).toBe('web-search:read');
});

test('the MCP SDK v2 discovers, registers, authorizes and refreshes', async () => {
  const metadata = await second.discoverAuthorizationServerMetadata(mock.urls.issuer);
  if (metadata === undefined) throw new Error('no metadata found');
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- clients still do it
  const clientInformation = await second.registerClient(mock.urls.issuer, { metadata, clientMetadata });
  const { authorizationUrl, codeVerifier } = await second.startAuthorization(mock.urls.issuer, {
    metadata,
    clientInformation,
    redirectUrl: redirectUri,
    scope: 'web-search:read offline_access',
    resource,
  });
  const answer = await approve(authorizationUrl);
  expect(answer.get('iss')).toBe(metadata.issuer);
  const known = { metadata, clientInformation, resource };
  const tokens = await second.exchangeAuthorization(mock.urls.issuer, {
    ...known,
    authorizationCode: answer.get('code') ?? '',
    iss: answer.get('iss') ?? '',
    codeVerifier,
    redirectUri,
  });
  expect(decodeJwt(tokens.access_token).aud).toEqual([resource.href, mock.resource.id]);
  const refreshed = await second.refreshAuthorization(mock.urls.issuer, {
    ...known,
    refreshToken: tokens.refresh_token ?? '',
  });
  expect(decodeJwt(refreshed.access_token).scope).toBe('web-search:read');
});
