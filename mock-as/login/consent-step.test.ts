import { afterAll, beforeAll, expect, test } from 'vitest';
import { discover, register } from '../flows.test-helper.ts';
import { startMockAuthorizationServer, type MockAuthorizationServer } from '../index.ts';
import { authorizationRequest, openBrowser } from './browser.test-helper.ts';

let mock: MockAuthorizationServer;

beforeAll(async () => {
  mock = await startMockAuthorizationServer({
    approval: 'interactive',
    resources: [
      { url: 'http://127.0.0.1:7003/mcp', scopes: ['search:read'] },
      { url: 'http://127.0.0.1:7004/mcp', scopes: ['files:read'] },
    ],
  });
});
afterAll(() => mock.close());

test('a scope of another resource is left out, and consent asked for once', async () => {
  const as = await discover(mock.urls.issuer);
  const scope = 'search:read files:read';
  const user = openBrowser(mock);
  const consent = await user.logIn((await authorizationRequest(as, await register(as), { scope })).url);
  expect(consent.html).toContain('search:read');
  expect(consent.html).not.toContain('files:read');
  const { page, client } = await user.submit(consent, { action: 'allow' });
  expect(page?.html).toBeUndefined();
  expect(client).toHaveProperty('code');
});
