/** vitest: one mock for the file; every kind of token that your server must tell apart. */
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startMockAuthorizationServer, type MockAuthorizationServer } from 'mcp-auth-conformance/mock-as';

const url = 'http://127.0.0.1:4321/mcp';
let mock: MockAuthorizationServer;

beforeAll(async () => {
  mock = await startMockAuthorizationServer({ resource: { url, scopes: ['notes:read', 'notes:write'] } });
});
afterAll(() => mock.close());

/** Stands for the code under test: your server's own check of a token. */
async function subjectOf(token: string): Promise<string | undefined> {
  const keys = createRemoteJWKSet(new URL(mock.urls.jwks));
  const expected = { issuer: mock.urls.environment, audience: url, algorithms: ['RS256'] };
  const { payload } = await jwtVerify(token, keys, expected);
  return payload.sub;
}

test('a good token', async () => {
  expect(await subjectOf(await mock.mint({ subject: 'usr_1', scopes: ['notes:read'] }))).toBe('usr_1');
});

test.each([
  ['expired', { expiresIn: -600 }],
  ['for another server', { audience: 'http://127.0.0.1:9999/mcp' }],
  ['of another issuer', { issuer: 'https://somebody-else.example' }],
  ['signed with a key that was never published', { key: 'unpublished' }],
  ['not signed', { signature: 'none' }],
] as const)('a token that is %s', async (_, wrong) => {
  await expect(subjectOf(await mock.mint(wrong))).rejects.toThrow();
});

test('a new key signs', async () => {
  await mock.rotateKeys({ keepOld: false });
  expect(await subjectOf(await mock.mint({ subject: 'usr_2' }))).toBe('usr_2');
});

test('the key set cannot be reached', async () => {
  const token = await mock.mint();
  const outage = await mock.outage({ mode: '503', endpoint: 'jwks' });
  await expect(subjectOf(token)).rejects.toThrow();
  await outage.end();
  await expect(subjectOf(token)).resolves.toBeDefined();
});
