/** node:test: a mock for each test, which ends with it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startMockAuthorizationServer } from 'mcp-auth-conformance/mock-as';

/** Stands for the code under test: your server asks the authorization server about a token (RFC 7662). */
async function isActive(mock, token) {
  const credentials = Buffer.from(`${mock.client.id}:${mock.client.secret}`).toString('base64');
  const response = await fetch(mock.urls.introspection, {
    method: 'POST',
    headers: { authorization: `Basic ${credentials}` },
    body: new URLSearchParams({ token }),
  });
  return (await response.json()).active;
}

/** A fresh mock; from Node.js 24 on, `await using mock = …` in the test does the same. */
async function mockFor(context, options) {
  const mock = await startMockAuthorizationServer(options);
  context.after(() => mock.close());
  return mock;
}

test('a token is active until it is revoked', async (context) => {
  const mock = await mockFor(context);
  const token = await mock.mint();
  assert.equal(await isActive(mock, token), true);
  await mock.revoke(token);
  assert.equal(await isActive(mock, token), false);
});

test('the tokens of a client that was forgotten are inactive', async (context) => {
  const mock = await mockFor(context);
  const token = await mock.mint({ clientId: 'm2m_1' });
  await mock.forgetClient('m2m_1');
  assert.equal(await isActive(mock, token), false);
});

test('two mocks know nothing of each other', async (context) => {
  const [one, other] = await Promise.all([mockFor(context), mockFor(context)]);
  assert.equal(await isActive(other, await one.mint()), false);
});

test('the traffic shows what your server asked', async (context) => {
  const mock = await mockFor(context);
  await isActive(mock, 'nonsense');
  const [asked] = mock.traffic.list();
  assert.equal(asked.endpoint, 'introspection');
  assert.equal(new URLSearchParams(asked.request.body).get('token'), 'nonsense');
});
