/** The console in a real browser, with a real client and the reference server behind it. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import type { Place } from '../../cli/dev-place.ts';
import { listTools } from '../list-tools.test-helper.ts';
import { desktopClient, startTestPlace } from './console.test-helper.ts';

let place: Place;
let complaints: string[];

test.beforeEach(async ({ page }) => {
  place = await startTestPlace({
    users: [{ id: 'usr_1', email: 'ada@example.com', name: 'Ada' }],
    refreshTokens: 'always',
  });
  complaints = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(place.console.url);
});

test.afterEach(async () => {
  const heard = [...complaints];
  await place.close();
  expect(heard).toEqual([]);
});

async function open(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
}

async function minted(page: Page, kind: string): Promise<string> {
  await page.getByLabel('Kind').selectOption(kind);
  await page.getByRole('button', { name: 'Mint', exact: true }).click();
  await expect(page.getByRole('status')).toContainText(`Minted: ${kind}.`);
  return page.getByLabel('The token', { exact: true }).inputValue();
}

test('the key leaves the address, and the page asks nobody else', async ({ page }) => {
  expect(page.url()).toBe(place.console.url.replace(/\?.*/, ''));
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(page.url()).origin) foreign.push(request.url());
  });
  await page.reload();
  await expect(page.getByText('SCALEKIT_ENVIRONMENT_URL=')).toContainText(place.mock.urls.environment);
  expect(foreign).toEqual([]);
});

test('exchanges appear by themselves, without secrets until one asks for them', async ({ page }) => {
  await expect(page.getByText('Nothing has reached the mock yet.')).toBeVisible();
  const client = desktopClient(place.server.url);
  expect(await client.whoami()).toMatch(/usr_1/);
  const list = page.locator('#traffic');
  const token = list.getByRole('listitem').filter({ hasText: 'authorization_code' });
  await expect(token).toHaveCount(1);
  await expect(page.getByText('Nothing has reached the mock yet.')).toBeHidden();
  await token.locator('summary').click();
  await expect(token.locator('pre').first()).toContainText(/code=‹code:[0-9a-f]{8}›/);
  await expect(token.locator('pre').last()).toContainText(/"access_token": "‹access_token:[0-9a-f]{8}›"/);
  const pseudonym =
    /‹access_token:[0-9a-f]{8}›/.exec(await token.locator('pre').last().innerText())?.[0] ?? '';
  const call = list.getByRole('listitem').filter({ hasText: 'tools/call whoami' });
  await call.locator('summary').click();
  await expect(call.locator('pre').first()).toContainText(pseudonym, { ignoreCase: true });
  await token.getByRole('link', { name: 'Show the raw values' }).click();
  await expect(token.locator('pre').last()).toContainText(/"access_token":\s*"eyJ/);
});

test('a client made stale comes back when it may, and is stuck where it must be', async ({ page }) => {
  const client = desktopClient(place.server.url);
  await client.whoami();
  const first = client.id;
  await open(page, 'Clients');
  await page.getByRole('button', { name: 'Forget client Desktop client' }).click();
  await expect(page.getByRole('status')).toContainText(`The client ${first} is stale`);
  await expect(page.getByRole('heading', { level: 2, name: 'Desktop client' })).toContainText('forgotten');

  // With a refresh token it hears of it at the token endpoint, and registers anew.
  client.expire(await place.mock.mint({ template: 'expired' }));
  expect(await client.whoami()).toMatch(/usr_1/);
  expect(client.id).not.toBe(first);
  await expect(page.getByRole('heading', { level: 2, name: 'Desktop client' })).toHaveCount(2);

  // Without tokens it goes to the authorization endpoint, where it hears nothing.
  const second = client.id;
  await page.getByRole('button', { name: 'Forget client Desktop client' }).click();
  await expect(page.getByRole('status')).toContainText(`The client ${second} is stale`);
  client.loseTokens();
  await expect(client.whoami()).rejects.toThrow('unable to retrieve client by id');

  await page
    .getByRole('listitem')
    .filter({ hasText: second ?? '' })
    .getByRole('button', { name: 'Restore client Desktop client' })
    .click();
  await expect(page.getByRole('status')).toContainText(`knows the client ${second} again`);
  expect(await client.whoami()).toMatch(/usr_1/);
  expect(client.id).toBe(second);
});

test('an outage is staged, seen at the reference server, and ended', async ({ page }) => {
  const token = await place.mock.mint();
  await open(page, 'Outages and clock');
  await page.getByLabel('What happens').selectOption('503');
  await page.getByLabel('jwks').check();
  await page.getByRole('button', { name: 'Start the outage' }).click();
  await expect(page.getByRole('status')).toContainText('Outage 503 for jwks.');
  expect((await listTools(place.server.url, token)).status).toBe(503);
  await expect(page.getByLabel('State of the mock')).toContainText(/503 on jwks\s*[1-9]\d* hit/);
  await page.getByRole('button', { name: 'End outage 503 on jwks' }).click();
  await expect(page.getByLabel('State of the mock')).toContainText('Everything works');
  await expect.poll(async () => (await listTools(place.server.url, token)).status).toBe(200);
});

test('a token minted in the page is accepted by the reference server, and a bad one is not', async ({
  page,
}) => {
  await open(page, 'Tokens');
  expect((await listTools(place.server.url, await minted(page, 'good'))).status).toBe(200);
  const bad = await listTools(place.server.url, await minted(page, 'wrong-audience'));
  expect(bad.status).toBe(401);
  await page.getByText('More than the kind').click();
  await page.getByLabel('Claims, as JSON; laid over the others').fill('{"roles": ["admin"]}');
  await minted(page, 'good');
  const newest = page.locator('#tokens details').first();
  await newest.locator('summary').click();
  await expect(newest.locator('pre').last()).toContainText(/"roles": \[\s*"admin"\s*\]/);
  await newest.getByRole('button', { name: /^Revoke token/ }).click();
  await expect(newest.locator('summary')).toContainText('revoked');
  await page.getByLabel('Claims, as JSON; laid over the others').fill('{');
  await page.getByRole('button', { name: 'Mint', exact: true }).click();
  await expect(page.getByRole('status')).toContainText('claims is no JSON.');
  complaints = complaints.filter((text) => !text.includes('400 (Bad Request)'));
});

test('keys are rotated and retired, and the clock is moved', async ({ page }) => {
  const [before] = place.mock.keys.list();
  await open(page, 'Keys');
  await page.getByRole('button', { name: 'Rotate', exact: true }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'signs' })).not.toContainText(before?.kid ?? '');
  await page.getByRole('button', { name: `Retire key ${before?.kid ?? ''}` }).click();
  await expect(page.getByRole('status')).toContainText('no longer published');
  expect(place.mock.jwks().keys.map(({ kid }) => kid)).not.toContain(before?.kid);
  await open(page, 'Outages and clock');
  await page.getByRole('button', { name: 'Move the clock +1 hour' }).click();
  await expect(page.getByLabel('State of the mock')).toContainText('1 h ahead');
  expect(place.mock.clock.offset).toBe(3600);
});

test('a user added in the page logs in, with its roles in the token, and is deleted', async ({ page }) => {
  await open(page, 'Users');
  await page.getByLabel('Name').fill('Grace');
  await page.getByLabel('E-mail').fill('grace@example.com');
  await page.getByLabel('Roles').fill('admin editor');
  await page.getByRole('button', { name: 'Save the user' }).click();
  const card = page.getByRole('listitem').filter({ hasText: 'grace@example.com' });
  await expect(card).toContainText('admin editor');
  const grace = place.mock.people.findByEmail('grace@example.com');
  await page.getByRole('button', { name: 'Log in as Grace' }).click();
  await expect(card).toContainText('logged in by automatic approval');
  expect(await desktopClient(place.server.url).whoami()).toContain(grace?.id);
  const issued = place.mock.tokens.list().find(({ origin }) => origin === 'flow');
  expect(issued?.claims).toMatchObject({ sub: grace?.id, roles: ['admin', 'editor'] });
  await page.getByRole('button', { name: 'Delete user Grace' }).click();
  await expect(card).toHaveCount(0);
  expect(place.mock.people.findByEmail('grace@example.com')).toBeUndefined();
});

test('what others stage shows without a reload', async ({ page }) => {
  await open(page, 'Keys');
  await place.mock.outage({ mode: '429', endpoint: 'token' });
  await expect(page.getByLabel('State of the mock')).toContainText('429 on token');
});

test('the suite runs from the page, and its report opens in place', async ({ page }) => {
  test.setTimeout(120_000);
  await open(page, 'Server suite');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('heading', { name: /^Verdict: / })).toBeVisible({ timeout: 90_000 });
  await expect(page.getByRole('heading', { name: /^Verdict: / })).toHaveText('Verdict: conformant');
  const check = page
    .locator('#suite')
    .locator('details.check-result')
    .filter({ hasText: 'server/challenge/' })
    .first();
  await check.locator('summary').first().click();
  await expect(check).toContainText('Exchanges');
  const evidence = check.locator('.evidence details').first();
  await evidence.locator('summary').click();
  await expect(evidence.locator('pre').first())
    .toContainText('HTTP', { timeout: 5_000 })
    .catch(() => undefined);
  await expect(evidence.locator('pre').last()).toContainText(/^HTTP \d{3}/);
  for (const width of [1280, 400]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await look(page, `report-${width}-${colorScheme}`);
    }
  }
});

test('the suite runs in a lab of its own, with every check', async ({ page }) => {
  test.setTimeout(300_000);
  await open(page, 'Server suite');
  const before = place.mock.keys.list();
  await page.getByLabel('How').selectOption('lab');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const verdict = page.getByRole('heading', { name: /^Verdict: / });
  await expect(verdict).toHaveText('Verdict: conformant', { timeout: 240_000 });
  await expect(page.locator('#suite')).toContainText(/specification \S+, lab,/);
  // What only a lab can do was done, and the keys of this place stay as they were.
  await expect(page.locator('#o-pass + ul')).toContainText('server/availability/key-rotation');
  expect(place.mock.keys.list()).toEqual(before);
});

/** Nothing of weight for axe, nothing sticks out at the side; and a picture to look at. */
async function look(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(grave.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  const width = page.viewportSize()?.width ?? 0;
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  await page.screenshot({ path: test.info().outputPath(`${name}.png`), fullPage: true });
}

/** Something of everything, so that there is something to look at. */
async function makeBusy(): Promise<void> {
  const client = desktopClient(place.server.url);
  await client.whoami();
  await place.mock.keys.rotate();
  for (const template of ['good', 'expired', 'alg-none'] as const) {
    await listTools(place.server.url, await place.mock.mint({ template }));
  }
  const outage = await place.mock.outage({ mode: '503', endpoint: 'token' });
  await fetch(place.mock.urls.token, {
    method: 'POST',
    body: new URLSearchParams({ client_id: client.id ?? '' }),
  });
  await outage.end();
  await place.mock.outage({
    mode: 'latency',
    endpoint: ['jwks', 'introspection'],
    delay: 10,
    probability: 0.5,
  });
  place.mock.clock.advance(5_400);
}

const PAGES = [
  'Traffic',
  'Flow',
  'Clients',
  'Tokens',
  'Users',
  'Keys',
  'Outages and clock',
  'Settings',
  'Server suite',
];

for (const width of [1280, 400]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`reads well at ${width} pixels in ${colorScheme}`, async ({ page }) => {
      test.setTimeout(120_000);
      await makeBusy();
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      for (const name of PAGES) {
        await open(page, name);
        const first = page.locator('details.exchange > summary').first();
        if ((await first.count()) > 0) await first.click();
        await page.evaluate(
          "document.querySelectorAll('main .card details').forEach((one) => { one.open = true; })",
        );
        await look(page, `${name.toLowerCase().replaceAll(' ', '-')}-${width}-${colorScheme}`);
      }
    });
  }
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('every button is a form, and what was done is told', async ({ page }) => {
    await desktopClient(place.server.url).whoami();
    await open(page, 'Clients');
    await page.getByRole('button', { name: 'Forget client Desktop client' }).click();
    await expect(page.getByRole('status')).toContainText('is stale');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Clients');
    await expect(page.getByRole('button', { name: 'Restore client Desktop client' })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('status')).toBeEmpty();
    await open(page, 'Tokens');
    expect((await listTools(place.server.url, await minted(page, 'good'))).status).toBe(200);
    await open(page, 'Outages and clock');
    await page.getByText('How often and how long').click();
    await page.getByLabel('Only so many requests').fill('many');
    await page.getByRole('button', { name: 'Start the outage' }).click();
    await expect(page.getByRole('status')).toContainText('times cannot be "many": give a number.');
    await open(page, 'Traffic');
    await page.getByRole('listitem').filter({ hasText: 'authorization_code' }).locator('summary').click();
    await page.getByRole('listitem').filter({ hasText: 'authorization_code' }).getByRole('link').click();
    await expect(page.locator('pre').last()).toContainText(/"access_token": "‹access_token:/);
  });
});

test('by keyboard alone, a button keeps the focus', async ({ page }) => {
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await open(page, 'Keys');
  await page.getByRole('button', { name: 'Rotate', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listitem').filter({ hasText: 'RS256' })).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Rotate', exact: true })).toBeFocused();
});

test('settings are saved, a migration is staged, and everything is reset', async ({ page }) => {
  page.on('dialog', (dialog) => void dialog.accept());
  await open(page, 'Settings');
  await page.getByLabel('Token issuer').selectOption('resource');
  await page.getByLabel('Dynamic registration').uncheck();
  await page.getByRole('button', { name: 'Save the settings' }).click();
  await expect(page.getByRole('status')).toContainText('Changed: tokenIssuer, dynamicRegistration.');
  expect(place.mock.settings()).toMatchObject({ tokenIssuer: 'resource', dynamicRegistration: false });
  await page.getByLabel('Authorization servers that its metadata lists').fill('https://new.example');
  await page.getByRole('button', { name: /^Save the MCP server/ }).click();
  await expect(page.getByRole('status')).toContainText('authorizationServers');
  expect(place.mock.protectedResourceMetadata()).toMatchObject({
    authorization_servers: ['https://new.example'],
  });
  const state = JSON.stringify(place.mock.state());
  await page.getByRole('button', { name: 'Reset everything' }).click();
  await expect(page.getByRole('status')).toContainText('right after the start');
  expect(place.mock.settings()).toMatchObject({ tokenIssuer: 'environment', dynamicRegistration: true });
  await page.getByText('Put a saved state in place').click();
  await page.getByLabel('The text of the file').fill(state);
  await page.getByRole('button', { name: 'Put it in place' }).click();
  await expect(page.getByRole('status')).toContainText('The saved state is in place.');
  expect(place.mock.settings().tokenIssuer).toBe('resource');
});
