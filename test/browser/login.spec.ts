/** The pages of the mock for those who use no mouse, no eyes, a small window, or a dark one. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page, type TestInfo } from '@playwright/test';
import { startMockAuthorizationServer, type MockAuthorizationServer } from '../../mock-as/index.ts';

let mock: MockAuthorizationServer;
let listener: Server;
let callbackUrl: string;
const complaints: string[] = [];
const lines: string[] = [];

test.beforeEach(async ({ page }) => {
  mock = await startMockAuthorizationServer({
    approval: 'interactive',
    log: (line) => void lines.push(line),
    resource: {
      url: 'http://127.0.0.1:7003/mcp',
      name: 'Web search',
      scopes: [
        { name: 'web-search:read', description: 'Search the web in your name' },
        { name: 'web-search:write', description: 'Change your saved searches' },
      ],
    },
  });
  listener = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://localhost');
    const framed = searchParams.get('frame');
    if (framed === null) response.end('You may close this window.');
    else
      response
        .setHeader('Content-Type', 'text/html')
        .end(`<iframe src="${framed.replaceAll('&', '&amp;')}"></iframe>`);
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  callbackUrl = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/callback`;
  complaints.length = 0;
  lines.length = 0;
  page.on('console', (message) => complaints.push(message.text()));
});

test.afterEach(async () => {
  listener.closeAllConnections();
  await Promise.all([new Promise((resolve) => listener.close(resolve)), mock.close()]);
  expect(complaints.filter((text) => !text.includes('favicon') && !/status of 4\d\d/.test(text))).toEqual([]);
});

async function authorizationUrl(clientName = 'Desktop client', redirectUri = callbackUrl) {
  const response = await fetch(mock.urls.registration, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_name: clientName, redirect_uris: [redirectUri] }),
  });
  const { client_id: clientId } = (await response.json()) as { client_id: string };
  const query = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
    state: 'of-the-client',
    scope: 'web-search:read web-search:write offline_access',
  });
  return `${mock.urls.authorization}?${query.toString()}`;
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

/** Presses Tab until the button has the focus, which must be visible. */
async function tabTo(page: Page, name: string) {
  const focused = page.locator('button:focus', { hasText: name });
  for (let presses = 0; presses < 8 && (await focused.count()) === 0; presses += 1) {
    await page.keyboard.press('Tab');
  }
  await expect(focused).toHaveAccessibleName(name);
  await expect(focused).toHaveCSS('outline-style', 'solid');
}

test('from the login to the client by keyboard alone', async ({ page }) => {
  await page.goto(await authorizationUrl());
  await expect(page.getByLabel('E-mail address')).toBeFocused();
  await page.keyboard.type('nobody@nowhere@');
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText('Log in'); // the browser itself refuses that
  await page.keyboard.press('Control+A');
  await page.keyboard.type('ada+sktest@example.com');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('One-time code')).toBeFocused();
  await page.keyboard.type('111111');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('That is not the code. 4 tries are left.');
  await expect(page.getByLabel('One-time code')).toHaveAccessibleDescription(/4 tries are left/);
  await expect(page.getByLabel('One-time code')).toBeFocused();
  await page.keyboard.type('424242');
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText('Desktop client wants access to Web search');
  await tabTo(page, 'Use another account');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('E-mail address')).toHaveValue('ada+sktest@example.com');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('One-time code')).toBeFocused();
  await page.keyboard.type('424242');
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText('Desktop client wants access to Web search');
  await tabTo(page, 'Allow');
  await page.keyboard.press('Space');
  await expect(page.getByText('You may close this window.')).toBeVisible();
  const parameters = new URL(page.url()).searchParams;
  expect(parameters.has('code')).toBe(true);
  expect(parameters.get('state')).toBe('of-the-client');
});

test('the code of another address is read from the log, and the page can be left', async ({ page }) => {
  await page.goto(await authorizationUrl());
  await page.getByLabel('E-mail address').fill('grace@example.com');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('it stands in the log of this mock')).toBeVisible();
  const [, code = ''] = /grace@example\.com: (\d{6})/.exec(lines.join('\n')) ?? [];
  await page.getByLabel('One-time code').fill(code);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(heading(page)).toContainText('Desktop client');
  await page.goto(`${await authorizationUrl()}&prompt=login`);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.waitForURL(`${callbackUrl}?*`);
  expect(new URL(page.url()).searchParams.get('error')).toBe('access_denied');
});

test('the second time only consent is asked for', async ({ page }) => {
  await page.goto(await authorizationUrl());
  await logIn(page);
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByText('You may close this window.')).toBeVisible();
  await page.goto(await authorizationUrl('Another client'));
  await expect(heading(page)).toHaveText('Another client wants access to Web search');
  await page.goBack();
  await page.goForward();
  await page.getByRole('button', { name: 'Deny' }).click();
  await page.waitForURL(`${callbackUrl}?*`);
});

async function logIn(page: Page) {
  await page.getByLabel('E-mail address').fill('ada+sktest@example.com');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('One-time code').fill('424242');
  await page.getByRole('button', { name: 'Log in' }).click();
}

test('no page shows in a frame of another', async ({ page }) => {
  const frame = new URLSearchParams({ frame: await authorizationUrl() });
  await page.goto(`${callbackUrl}?${frame.toString()}`);
  await expect.poll(() => complaints.some((text) => text.includes('frame'))).toBe(true);
  expect(page.frames().every((frame) => !frame.url().includes('/interaction/'))).toBe(true);
  complaints.length = 0;
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 400]) {
    test(`every page is sound in ${colorScheme} at ${width} px`, async ({ page }, testInfo) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      const look = (name: string) => examine(page, `${name}-${colorScheme}-${width}`, testInfo);
      await page.goto(await authorizationUrl());
      await look('email');
      await page.getByLabel('E-mail address').fill('ada+sktest@example.com');
      await page.getByRole('button', { name: 'Continue' }).click();
      await look('code');
      await page.getByLabel('One-time code').fill('000000');
      await page.getByRole('button', { name: 'Log in' }).click();
      await look('wrong-code');
      await page.getByLabel('One-time code').fill('424242');
      await page.getByRole('button', { name: 'Log in' }).click();
      await look('consent');
      await page.goto(await authorizationUrl('W'.repeat(128), 'https://client.example/callback'));
      await look('consent-long-name');
      await page.goto(`${mock.urls.environment}/interaction/nobody`);
      await look('over');
    });
  }
}

/** No finding of axe that is serious, nothing beyond the edge, and a picture to look at. */
async function examine(page: Page, name: string, testInfo: TestInfo) {
  await expect(heading(page)).toBeVisible();
  await page.screenshot({ path: testInfo.outputPath(`${name}.png`), fullPage: true });
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(
    serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    name,
  ).toEqual([]);
  // As text, because the project knows no types of browsers.
  const overflow = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  expect(overflow, `${name} fits the window`).toBe(0);
}
