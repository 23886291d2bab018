/** A Playwright fixture: each test gets a mock of its own, and a page that can log in at it. */
import { test as base } from '@playwright/test';
import { startMockAuthorizationServer, type MockAuthorizationServer } from 'mcp-auth-conformance/mock-as';

export { expect } from '@playwright/test';

export const test = base.extend<{ mock: MockAuthorizationServer }>({
  // Playwright reads from the first parameter what a fixture needs; this one needs nothing.
  mock: async ({}, use) => {
    await using mock = await startMockAuthorizationServer({
      approval: 'interactive',
      resource: { url: 'http://127.0.0.1:4321/mcp', name: 'Notes', scopes: ['notes:read'] },
    });
    await use(mock);
  },
});
