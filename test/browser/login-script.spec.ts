/** `--login script`: the suite gets through the mock's real login form, and says where it did not. */
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { findChromium } from '../../scripts/browser.mjs';
import { run } from '../cli/command-line.ts';
import { resource, withInteractiveMock } from './interactive-mock.test-helper.ts';

const script = fileURLToPath(new URL('../../examples/login/scalekit-test-user.ts', import.meta.url));
const chromium = findChromium();

const at = withInteractiveMock();

interface Told {
  checks: { id: string; outcome: string; reason?: string }[];
}

async function check(id: string, ...flags: string[]) {
  const { stdout, stderr, code } = await run(
    [
      'authorization-server',
      at.mock.urls.issuer,
      '--resource',
      resource,
      '--check',
      id,
      '--json',
      '-o',
      at.folder,
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
  const broken = join(at.folder, 'broken.mjs');
  await writeFile(broken, `export default () => { throw new Error('no such button'); };`);
  const { told } = await check('pkce/wrong-verifier', '--login', broken);
  expect(told?.checks).toMatchObject([{ outcome: 'inconclusive' }]);
  expect(told?.checks[0]?.reason).toMatch(/failed \(no such button\).*it was at http:.*\/interaction\//);
  expect((await readdir(at.folder)).filter((name) => name.endsWith('.png'))).not.toEqual([]);
});

test('a script that cannot be loaded is named before anything is tested', async () => {
  const missing = join(at.folder, 'missing.mjs');
  const { stderr, code } = await check('pkce/wrong-verifier', '--login', missing);
  expect(stderr).toContain(missing);
  expect(code).toBe(2);
});
