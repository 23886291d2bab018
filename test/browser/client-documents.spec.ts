/** What a person is shown about a client that a document describes, read from the rendered pages. */
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { loginOf } from '../../cli/login-flags.ts';
import { runAuthorizationServerSuite } from '../../harness/run-authorization-server.ts';
import { loadDefects, type NamedDefect } from '../../mock-as/defects/load.ts';
import { startMockAuthorizationServer } from '../../mock-as/index.ts';
import { findChromium } from '../../scripts/browser.mjs';
import { clientDocuments } from '../client-documents.test-helper.ts';

const script = fileURLToPath(new URL('../../examples/login/scalekit-test-user.ts', import.meta.url));
const chromium = findChromium();
if (chromium !== undefined) process.env['MCP_AUTH_CONFORMANCE_CHROMIUM'] ??= chromium;

/** Outcomes by the name of the check. */
async function judge(defect?: NamedDefect): Promise<Record<string, string>> {
  const { place, fetchClientMetadata } = await clientDocuments();
  await using mock = await startMockAuthorizationServer({
    profile: 'oauth21',
    approval: 'interactive',
    resource: { url: 'https://mcp.example.com/mcp' },
    fetchClientMetadata,
    ...(defect?.alter === undefined ? {} : { alter: defect.alter }),
  });
  const login = loginOf({ login: script }, { tell: () => undefined });
  const { checks } = await runAuthorizationServerSuite({
    issuer: mock.urls.issuer,
    documentPlace: place,
    login,
    only: (id) => id.includes('cimd-consent'),
  });
  return Object.fromEntries(checks.map(({ id, outcome }) => [id.replace(/.*cimd-consent-/, ''), outcome]));
}

test('the consent page shows where the answer goes, and whose document it is', async () => {
  expect(await judge()).toEqual({ 'shows-host': 'pass', 'shows-client-host': 'pass' });
});

for (const [name, judged] of [
  ['cimd-consent-shows-host', { 'shows-host': 'warn', 'shows-client-host': 'pass' }],
  ['cimd-consent-shows-client-host', { 'shows-host': 'pass', 'shows-client-host': 'warn' }],
] as const) {
  test(`a page that leaves it out is found: ${name}`, async () => {
    const defect = (await loadDefects()).find(({ id }) => id === `registration/${name}`);
    expect(defect).toBeDefined();
    expect(await judge(defect)).toEqual(judged);
  });
}
