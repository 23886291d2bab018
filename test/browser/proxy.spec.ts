/** A proxy in front of a third party, looked at through a real browser: the pages of both are gone through by a script. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startMockAuthorizationServer, type MockAuthorizationServer } from '../../mock-as/index.ts';
import { proxying } from '../../mock-as/proxy/index.ts';
import { findChromium } from '../../scripts/browser.mjs';
import { run } from '../cli/command-line.ts';

const resource = 'https://mcp.example.com/mcp';
const checks = ['consent-cookie', 'consent-csrf', 'consent-page-content', 'proxy-state'];
const chromium = findChromium();

/** Consents at the proxy, then at the third party. */
const script = `export default async function login(page) {
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.getByRole('button', { name: 'Yes' }).click();
}`;

let mock: MockAuthorizationServer;
let folder: string;

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'proxy-'));
});
test.afterEach(async () => {
  await mock.close();
  await rm(folder, { recursive: true });
});

async function outcomes() {
  mock = await startMockAuthorizationServer({
    ...{ profile: 'oauth21', resource: { url: resource } },
    alter: proxying({ thirdPartyAsks: true }),
  });
  const login = join(folder, 'login.mjs');
  await writeFile(login, script);
  const flags = checks.flatMap((name) => ['--check', `authorization/${name}`]);
  const { stdout } = await run(
    ['authorization-server', mock.urls.issuer, '--resource', resource, '--login', login, ...flags].concat([
      ...['--json', '-o', folder],
    ]),
    chromium === undefined ? {} : { env: { MCP_AUTH_CONFORMANCE_CHROMIUM: chromium } },
  );
  const told = JSON.parse(stdout) as { checks: { id: string; outcome: string; reason?: string }[] };
  return told.checks.map(({ id, outcome, reason }) => [id.split('/').at(-1), outcome, reason]);
}

test('what it does right is seen', async () => {
  expect(await outcomes()).toEqual(checks.map((name) => [name, 'pass', undefined]));
});
