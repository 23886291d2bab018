/** A client that lives in a web page: it reads the challenge and the metadata across origins. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { freePort } from '../../harness/lab/ports.ts';
import { startMockAuthorizationServer, type MockAuthorizationServer } from '../../mock-as/index.ts';
import { startReferenceServer, type ReferenceServer } from '../../server/index.ts';

let mock: MockAuthorizationServer;
let server: ReferenceServer;
let web: Server;
let pageUrl: string;

test.beforeEach(async () => {
  web = createServer((_, response) =>
    response.setHeader('Content-Type', 'text/html').end('<title>Client</title>'),
  );
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  pageUrl = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
  const port = await freePort();
  const resourceIdentifier = `http://127.0.0.1:${port}/web-search/mcp`;
  mock = await startMockAuthorizationServer({ resource: { url: resourceIdentifier } });
  server = await startReferenceServer({
    scalekitEnvironmentUrl: mock.urls.environment,
    authorizationServer: mock.urls.issuer,
    resourceIdentifier,
    port,
    allowedOrigins: [pageUrl],
  });
});

test.afterEach(async () => {
  web.closeAllConnections();
  await Promise.all([new Promise((resolve) => web.close(resolve)), server.close(), mock.close()]);
});

/** Runs in the page: asks without a token, then follows the challenge to the metadata. */
async function discover(endpoint: string) {
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
  });
  const challenge = answer.headers.get('www-authenticate') ?? '';
  const place = /resource_metadata="([^"]+)"/.exec(challenge)?.[1];
  const metadata =
    place === undefined ? undefined : ((await (await fetch(place)).json()) as { resource: string });
  return { status: answer.status, challenge, resource: metadata?.resource };
}

test('an allowed origin reads challenge and metadata', async ({ page }) => {
  await page.goto(pageUrl);
  const found = await page.evaluate(discover, server.url);
  expect(found.status).toBe(401);
  expect(found.challenge).toContain('Bearer');
  expect(found.resource).toBe(server.url);
});

test('an allowed origin calls with a token', async ({ page }) => {
  await page.goto(pageUrl);
  const token = await mock.mint();
  const status = await page.evaluate(
    async ([endpoint, bearer]) => {
      const answer = await fetch(String(endpoint), {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${String(bearer)}`,
          'Content-Type': 'application/json',
          Accept: 'application/json, text/event-stream',
          'MCP-Protocol-Version': '2025-11-25',
        },
        body: JSON.stringify({
          jsonrpc: '2.0',
          id: 1,
          method: 'initialize',
          params: {
            protocolVersion: '2025-11-25',
            capabilities: {},
            clientInfo: { name: 'page', version: '1' },
          },
        }),
      });
      return answer.status;
    },
    [server.url, token],
  );
  expect(status).toBe(200);
});

test('another origin reads nothing', async ({ page }) => {
  await page.goto(pageUrl.replace('127.0.0.1', 'localhost'));
  await expect(page.evaluate(discover, server.url)).rejects.toThrow('Failed to fetch');
});
