import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from '@playwright/test';
import { startMockAuthorizationServer, type MockAuthorizationServer } from '../../mock-as/index.ts';

/** The MCP server that the mock knows. */
export const resource = 'https://mcp.example.com/mcp';

/** For each test of a file: a mock that shows its login pages, and a folder that is gone afterwards. */
export function withInteractiveMock(): { readonly mock: MockAuthorizationServer; readonly folder: string } {
  let mock: MockAuthorizationServer;
  let folder: string;
  test.beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'login-'));
    mock = await startMockAuthorizationServer({
      profile: 'oauth21',
      approval: 'interactive',
      resource: { url: resource },
    });
  });
  test.afterEach(async () => {
    await mock.close();
    await rm(folder, { recursive: true });
  });
  return {
    get mock() {
      return mock;
    },
    get folder() {
      return folder;
    },
  };
}
