/** Whoever logs in at a mock that the command line started finds the one-time code on standard error. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { discover, register } from '../../mock-as/flows.test-helper.ts';
import { authorizationRequest, openBrowser } from '../../mock-as/login/browser.test-helper.ts';
import { start, temporaryFolder } from './command-line.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

it('mock-as --approval interactive prints the code of an address that is no test user', async () => {
  const started = start(['mock-as', '--json', '--approval', 'interactive'], { cwd: folder.path });
  try {
    const ready = JSON.parse(await started.printed('stdout', '\n')) as {
      urls: { environment: string; issuer: string };
    };
    const as = await discover(ready.urls.issuer);
    const user = openBrowser(ready);
    const page = await user.openPage((await authorizationRequest(as, await register(as))).url);
    const codePage = await user.submitToPage(page, { action: 'send', email: 'grace@example.com' });
    const printed = await started.printed('stderr', 'one-time code for grace@example.com');
    const [, code = ''] = /grace@example\.com: (\d{6})/.exec(printed) ?? [];
    const consent = await user.submitToPage(codePage, { action: 'verify', code });
    expect(consent.html).toContain('wants access to');
  } finally {
    started.process.kill('SIGTERM');
    await started.ended;
  }
});
