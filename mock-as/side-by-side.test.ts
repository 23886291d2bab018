import { expect, onTestFinished, test } from 'vitest';
import { startMockAuthorizationServer } from './index.ts';
import type { MockAuthorizationServer } from './index.ts';

const count = 20;

async function introspect(mock: MockAuthorizationServer, token: string): Promise<boolean> {
  const credentials = Buffer.from(`${mock.client.id}:${mock.client.secret}`).toString('base64');
  const response = await fetch(mock.urls.introspection, {
    method: 'POST',
    headers: { authorization: `Basic ${credentials}` },
    body: new URLSearchParams({ token }),
  });
  return ((await response.json()) as { active: boolean }).active;
}

async function machineToken(mock: MockAuthorizationServer): Promise<string> {
  const { id, secret } = mock.client;
  const response = await fetch(mock.urls.token, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

test('twenty mocks side by side share nothing', async () => {
  const mocks = await Promise.all(Array.from({ length: count }, () => startMockAuthorizationServer()));
  onTestFinished(async () => {
    await Promise.all(mocks.map((mock) => mock.close()));
  });
  const distinct = (valueOf: (mock: MockAuthorizationServer) => unknown): number =>
    new Set(mocks.map(valueOf)).size;
  expect(distinct(({ urls }) => urls.environment)).toBe(count);
  expect(distinct(({ resource }) => resource.id)).toBe(count);
  expect(distinct(({ client }) => client.secret)).toBe(count);
  expect(distinct((mock) => mock.jwks().keys[0]?.n)).toBe(count);

  const tokens = await Promise.all(mocks.map(machineToken));
  const [first, second] = mocks;
  if (first === undefined || second === undefined) throw new Error('there are no two mocks');
  expect(await Promise.all(mocks.map((mock, index) => introspect(mock, tokens[index] ?? '')))).not.toContain(
    false,
  );
  expect(await introspect(first, tokens[1] ?? '')).toBe(false);
  expect(first.traffic.list()).toHaveLength(3);

  // What is done to one happens to no other.
  await first.rotateKeys({ keepOld: false });
  await first.forgetClient(first.client.id);
  const outage = await second.outage({ mode: '503' });
  const others = mocks.slice(2);
  expect(
    await Promise.all(others.map((mock, index) => introspect(mock, tokens[index + 2] ?? ''))),
  ).not.toContain(false);
  await outage.end();
});

test('a mock ends with the block that uses it', async () => {
  let url: string;
  {
    await using mock = await startMockAuthorizationServer();
    url = mock.urls.jwks;
    expect((await fetch(url)).status).toBe(200);
  }
  await expect(fetch(url)).rejects.toThrow();
});
