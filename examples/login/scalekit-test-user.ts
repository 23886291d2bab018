/**
 * Logs in at Scalekit's login page, or at the mock's, as a test user: an address `name+sktest@…` takes a fixed one-time code.
 *
 *   LOGIN_EMAIL=ada+sktest@example.com LOGIN_CODE=424242 \
 *     npx mcp-auth-conformance authorization-server http://127.0.0.1:9000 --login ./scalekit-test-user.ts
 */
import type { Page } from '@playwright/test';

export default async function login(
  page: Page,
  { env }: { url: string; env: Record<string, string | undefined> },
): Promise<void> {
  await page.getByLabel('E-mail address').fill(env['LOGIN_EMAIL'] ?? 'ada+sktest@example.com');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('One-time code').fill(env['LOGIN_CODE'] ?? '424242');
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
}
