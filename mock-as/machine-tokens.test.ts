import { expect, it } from 'vitest';
import { discover, register } from './flows.test-helper.ts';
import { startMockAuthorizationServer } from './index.ts';

/** OAuth 2.1 §4.2 */
it('gives client credentials tokens to clients that authenticate only, whatever they registered for', async () => {
  await using mock = await startMockAuthorizationServer({ profile: 'oauth21' });
  const as = await discover(mock.urls.issuer);
  const grant = { grant_types: ['client_credentials'], redirect_uris: [], response_types: [] };
  const ask = async (method: string): Promise<Response> => {
    const client = await register(as, { ...grant, token_endpoint_auth_method: method });
    const { client_id: id, client_secret: secret } = client;
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: id });
    if (typeof secret === 'string') body.set('client_secret', secret);
    return fetch(mock.urls.token, { method: 'POST', body });
  };
  expect((await ask('client_secret_post')).status).toBe(200);
  expect((await ask('none')).status).toBe(400);
});
