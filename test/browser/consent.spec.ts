/** A person in a real browser lets a real client in, or does not. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client, StreamableHTTPClientTransport, UnauthorizedError } from '@modelcontextprotocol/client';
import type {
  OAuthClientInformation,
  OAuthClientProvider,
  OAuthDiscoveryState,
  OAuthTokens,
} from '@modelcontextprotocol/client';
import { expect, test, type Page } from '@playwright/test';
import { freePort } from '../../harness/lab/ports.ts';
import { startMockAuthorizationServer, type MockAuthorizationServer } from '../../mock-as/index.ts';
import { startReferenceServer, type ReferenceServer } from '../../server/index.ts';

let mock: MockAuthorizationServer;
let server: ReferenceServer;
let listener: Server;
let callbackUrl: string;

test.beforeEach(async () => {
  const port = await freePort();
  const resourceIdentifier = `http://127.0.0.1:${port}/web-search/mcp`;
  mock = await startMockAuthorizationServer({
    approval: 'interactive',
    resource: { url: resourceIdentifier, name: 'Web search' },
  });
  server = await startReferenceServer({
    scalekitEnvironmentUrl: mock.urls.environment,
    authorizationServer: mock.urls.issuer,
    resourceIdentifier,
    port,
  });
  listener = createServer((_, response) => response.end('You may close this window.'));
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  callbackUrl = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/callback`;
});

test.afterEach(async () => {
  listener.closeAllConnections();
  await Promise.all([new Promise((resolve) => listener.close(resolve)), server.close(), mock.close()]);
});

/** What a desktop client keeps; the authorization URL is opened in the browser. */
function desktopClient(page: Page, clientName = 'Desktop client'): OAuthClientProvider {
  let information: OAuthClientInformation | undefined;
  let tokens: OAuthTokens | undefined;
  let verifier = '';
  let discovery: OAuthDiscoveryState | undefined;
  return {
    redirectUrl: callbackUrl,
    clientMetadata: {
      client_name: clientName,
      redirect_uris: [callbackUrl],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    },
    clientInformation: () => information,
    saveClientInformation: (saved) => void (information = saved),
    tokens: () => tokens,
    saveTokens: (saved) => void (tokens = saved),
    codeVerifier: () => verifier,
    saveCodeVerifier: (saved) => void (verifier = saved),
    discoveryState: () => discovery,
    saveDiscoveryState: (saved) => void (discovery = saved),
    redirectToAuthorization: async (url) => {
      await page.goto(url.href);
    },
  };
}

async function connect(provider: OAuthClientProvider) {
  const client = new Client({ name: 'desktop', version: '1.0.0' });
  const transport = new StreamableHTTPClientTransport(new URL(server.url), { authProvider: provider });
  return { client, transport, connected: client.connect(transport) };
}

/** As a test user of Scalekit, whose code everybody knows. */
async function logIn(page: Page) {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Log in');
  await page.getByLabel('E-mail address').fill('ada+sktest@example.com');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('One-time code').fill('424242');
  await page.getByRole('button', { name: 'Log in' }).click();
}

test('logs in, allows, and the client calls a tool', async ({ page }) => {
  const provider = desktopClient(page);
  const { transport, connected } = await connect(provider);
  await expect(connected).rejects.toThrow(UnauthorizedError);
  await logIn(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Desktop client wants access to Web search',
  );
  await expect(page.getByRole('listitem')).toContainText(['web-search:read']);
  await expect(page.getByRole('note')).toContainText('Only on this device.');
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByText('You may close this window.')).toBeVisible();
  await transport.finishAuth(new URL(page.url()).searchParams);
  const second = await connect(provider);
  await second.connected;
  const result = await second.client.callTool({ name: 'whoami', arguments: {} });
  await second.client.close();
  expect(JSON.stringify(result.content)).toMatch(/usr_\d+/);
});

test('denies, and the client hears of it', async ({ page }) => {
  const { connected } = await connect(desktopClient(page));
  await expect(connected).rejects.toThrow(UnauthorizedError);
  await logIn(page);
  await page.getByRole('button', { name: 'Deny' }).click();
  await page.waitForURL(`${callbackUrl}?*`);
  const parameters = new URL(page.url()).searchParams;
  expect(parameters.get('error')).toBe('access_denied');
  expect(parameters.get('iss')).toBe(mock.urls.issuer);
  expect(parameters.has('code')).toBe(false);
});

test('a client name is shown, never run', async ({ page }) => {
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const name = '<img src=x onerror=alert(1)><script>alert(2)</script>';
  const { connected } = await connect(desktopClient(page, name));
  await expect(connected).rejects.toThrow(UnauthorizedError);
  await expect(page.getByText(name)).toBeVisible();
  await logIn(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
  expect(await page.locator('img, script').count()).toBe(0);
  expect(dialogs).toEqual([]);
});
