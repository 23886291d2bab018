import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from './mock.ts';

const callback = 'http://127.0.0.1:8123/callback';

test('a person logs in, allows, and the client gets a token', async ({ mock, page }) => {
  const registered = await fetch(mock.urls.registration, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_name: 'My client', redirect_uris: [callback] }),
  });
  const { client_id: client } = (await registered.json()) as { client_id: string };
  const verifier = randomBytes(32).toString('base64url');
  // Stands for your client's own callback.
  await page.route(`${callback}**`, (route) => route.fulfill({ body: 'Done.' }));
  const query = new URLSearchParams({
    client_id: client,
    redirect_uri: callback,
    response_type: 'code',
    scope: 'notes:read',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  await page.goto(`${mock.urls.authorization}?${query.toString()}`);
  await page.getByLabel('E-mail address').fill('ada+sktest@example.com');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('One-time code').fill('424242');
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.waitForURL(`${callback}?*`);

  const code = new URL(page.url()).searchParams.get('code') ?? '';
  const answered = await fetch(mock.urls.token, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: client,
      redirect_uri: callback,
      code,
      code_verifier: verifier,
    }),
  });
  expect(await answered.json()).toMatchObject({ token_type: 'Bearer', scope: 'notes:read' });
  expect(mock.traffic.list().map(({ endpoint }) => endpoint)).toContain('token');
});
