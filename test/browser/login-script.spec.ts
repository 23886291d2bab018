/** `--login script`: the suite gets through the mock's real login form, and says where it did not. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { startMockAuthorizationServer, type MockAuthorizationServer } from '../../mock-as/index.ts';
import { findChromium } from '../../scripts/browser.mjs';
import { run } from '../cli/command-line.ts';

const resource = 'https://mcp.example.com/mcp';
const script = fileURLToPath(new URL('../../examples/login/scalekit-test-user.ts', import.meta.url));
const chromium = findChromium();

let mock: MockAuthorizationServer;
let folder: string;

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'login-script-'));
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

interface Told {
  checks: { id: string; outcome: string; reason?: string }[];
}

async function check(id: string, ...flags: string[]) {
  const { stdout, stderr, code } = await run(
    [
      'authorization-server',
      mock.urls.issuer,
      '--resource',
      resource,
      '--check',
      id,
      '--json',
      '-o',
      folder,
    ].concat(flags),
    chromium === undefined ? {} : { env: { MCP_AUTH_CONFORMANCE_CHROMIUM: chromium } },
  );
  return { stderr, code, told: stdout === '' ? undefined : (JSON.parse(stdout) as Told) };
}

test('a script gets through login and consent', async () => {
  const { told, code } = await check('pkce/wrong-verifier', '--login', script);
  expect(told?.checks).toMatchObject([{ outcome: 'pass' }]);
  expect(code).toBe(0);
});

test('without one a login page leaves it untested, and says how to go on', async () => {
  const { told, code } = await check('pkce/wrong-verifier');
  expect(told?.checks).toMatchObject([{ outcome: 'untested' }]);
  expect(told?.checks[0]?.reason).toContain('--login');
  expect(code).toBe(3);
});

test('a script that throws leaves a screenshot, and the page where it was', async () => {
  const broken = join(folder, 'broken.mjs');
  await writeFile(broken, `export default () => { throw new Error('no such button'); };`);
  const { told } = await check('pkce/wrong-verifier', '--login', broken);
  expect(told?.checks).toMatchObject([{ outcome: 'inconclusive' }]);
  expect(told?.checks[0]?.reason).toMatch(/failed \(no such button\).*it was at http:.*\/interaction\//);
  expect((await readdir(folder)).filter((name) => name.endsWith('.png'))).not.toEqual([]);
});

test('a script that cannot be loaded is named before anything is tested', async () => {
  const missing = join(folder, 'missing.mjs');
  const { stderr, code } = await check('pkce/wrong-verifier', '--login', missing);
  expect(stderr).toContain(missing);
  expect(code).toBe(2);
});
