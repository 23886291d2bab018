/** `--login browser`: a person's browser opens, the person logs in there, and the run goes on by itself. */
import { watch } from 'node:fs';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import logIn from '../../examples/login/scalekit-test-user.ts';
import { start } from '../cli/command-line.ts';
import { resource, withInteractiveMock } from './interactive-mock.test-helper.ts';

const at = withInteractiveMock();

/** What the system would open links with: it hands them to the page of the test. */
async function openerFor(page: Page) {
  const [program, opened] = [join(at.folder, 'browser'), join(at.folder, 'opened')];
  await writeFile(opened, '');
  await writeFile(program, `#!/bin/sh\nprintf '%s\\n' "$1" >> '${opened}'\n`);
  await chmod(program, 0o755);
  const urls: string[] = [];
  let last = Promise.resolve();
  const watcher = watch(opened, () => {
    last = last.then(async () => {
      const lines = (await readFile(opened, 'utf8')).split('\n').slice(0, -1);
      for (const url of lines.slice(urls.length)) {
        urls.push(url);
        await page.goto(url);
        // Once logged in, the person is asked for consent at most.
        if (await page.getByLabel('E-mail address').isVisible()) await logIn(page, { url, env: {} });
        else if (await page.getByRole('button', { name: 'Allow' }).isVisible())
          await page.getByRole('button', { name: 'Allow' }).click();
      }
    });
  });
  return { program, urls, close: () => watcher.close() };
}

test('the system browser is opened for each flow, and the run goes on when the person is back', async ({
  page,
}) => {
  const opener = await openerFor(page);
  const check = ['--check', 'pkce/wrong-verifier', '--json', '-o', join(at.folder, 'report')];
  const started = start(
    ['authorization-server', at.mock.urls.issuer, '--resource', resource, '--login', 'browser', ...check],
    { env: { BROWSER: opener.program } },
  );
  const { stdout, stderr, code } = await started.ended;
  opener.close();
  const { checks } = JSON.parse(stdout) as { checks: { outcome: string; reason?: string }[] };
  expect(checks).toMatchObject([{ outcome: 'pass' }]);
  expect(code).toBe(0);
  expect(stderr).toMatch(/Log in, in the browser window that has opened: \d+ s left/);
  expect(opener.urls.length).toBeGreaterThan(0);
  await expect(page.getByText('You may close this window')).toBeVisible();
});
