import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readMockState, startMockAuthorizationServer } from './index.ts';
import {
  authorize,
  basic,
  discover,
  introspect,
  obtainTokens,
  refresh,
  register,
} from './flows.test-helper.ts';

const url = 'http://127.0.0.1:7001/mcp';
const wanted = { scope: 'web-search:read offline_access' };
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mock-state-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a saved state', () => {
  test('lets another mock go on where the first one ended', async () => {
    const path = join(folder, 'state.json');
    const first = await startMockAuthorizationServer({
      resource: { url },
      users: [{ id: 'usr_1', roles: ['a'] }],
    });
    const port = Number(new URL(first.urls.environment).port);
    const as = await discover(first.urls.issuer);
    const client = await register(as);
    const stale = await register(as);
    const tokens = await obtainTokens(as, client, wanted);
    const { client: confidential } = first;
    await first.keys.rotate();
    first.clock.advance(60);
    const minted = await first.mint();
    const revoked = await first.mint();
    await first.revoke(revoked);
    first.clients.forget(stale.client_id);
    first.configure({ tokenIssuer: 'resource' });
    await first.saveState(path);
    const before = first.state();
    await first.close();

    await using second = await startMockAuthorizationServer({ port });
    await second.loadState(await readMockState(path));
    expect(second.state()).toEqual(before);
    expect(second.client).toEqual(confidential);
    expect(await introspect(second, tokens.access_token)).toMatchObject({ active: true, roles: ['a'] });
    expect(await introspect(second, minted)).toMatchObject({ active: true });
    expect(await introspect(second, revoked)).toEqual({ active: false });
    const next = await refresh(as, client, tokens.refresh_token ?? '');
    expect(decodeProtectedHeader(next.access_token).kid).toBe(before.keys.signing);
    expect((await authorize(as, stale)).response.status).toBe(400);
    second.clients.restore(stale.client_id);
    expect((await authorize(as, stale)).response.status).toBe(303);
    expect(second.grants.revoke(second.grants.list()[0]?.id ?? '')).toBe(true);
    await expect(refresh(as, client, next.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });

  test('is nobody else’s to read, and lies there whole or not at all', async () => {
    const path = join(folder, 'secret.json');
    await using mock = await startMockAuthorizationServer();
    await mock.saveState(path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const before = await readFile(path, 'utf8');
    await expect(mock.saveState(join(folder, 'none', 'state.json'))).rejects.toThrow('cannot be written to');
    // A folder cannot be replaced by a file: what was written beside it must be gone again.
    await expect(mock.saveState(folder)).rejects.toThrow('cannot be written to');
    expect(await readFile(path, 'utf8')).toBe(before);
    expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('of another port is loaded with a warning, and its clients go on', async () => {
    const log = vi.fn();
    await using first = await startMockAuthorizationServer({ resource: { url } });
    const client = await register(await discover(first.urls.issuer));
    await using second = await startMockAuthorizationServer({ log });
    await second.loadState(first.state());
    expect(log).toHaveBeenCalledWith(expect.stringContaining('warning: the state is of http://127.0.0.1:'));
    const tokens = await obtainTokens(await discover(second.urls.issuer), client, wanted);
    expect(await introspect(second, tokens.access_token)).toMatchObject({ active: true });
    expect(first.tokens.list()).toEqual([]);
  });

  test.each([
    [{}, 'version: only version 1 can be read'],
    [null, 'it: '],
    [{ version: 1, environment: 5 }, 'environment: '],
  ])('that is none (%j) changes nothing', async (state, message) => {
    await using mock = await startMockAuthorizationServer();
    const before = mock.state();
    await expect(mock.loadState(state)).rejects.toThrow(message);
    const broken = mock.state();
    for (const key of broken.keys.keys) key.privateJwk = { kty: 'RSA' };
    await expect(mock.loadState(broken)).rejects.toThrow('is no private JWK');
    const unnamed = { ...mock.state(), settings: { ...before.settings, audience: 'list' } };
    await expect(mock.loadState(unnamed)).rejects.toThrow('audience cannot be "list"');
    expect(mock.state()).toEqual(before);
  });

  test('in a file that is none is told by its name', async () => {
    const path = join(folder, 'broken.json');
    await writeFile(path, '{"version":');
    await expect(readMockState(path)).rejects.toThrow('broken.json is no JSON');
    await expect(readMockState(join(folder, 'none.json'))).rejects.toThrow('none.json cannot be read');
  });
});

test('reset brings back what was there right after the start', async () => {
  await using mock = await startMockAuthorizationServer();
  mock.setResource(url);
  const before = mock.state();
  const as = await discover(mock.urls.issuer);
  const client = await register(as);
  const tokens = await obtainTokens(as, client, wanted);
  await mock.keys.rotate();
  mock.clock.advance(100);
  mock.configure({ audience: 'string', keySetMaxAge: 5 });
  mock.resources.add({ url: 'http://127.0.0.1:7002/mcp' });
  mock.people.saveUser({ id: 'usr_1' });
  await mock.outage({ mode: '503' });
  await mock.reset();
  expect(mock.state()).toEqual(before);
  expect(mock.outages.list()).toEqual([]);
  expect(mock.traffic.list()).toEqual([]);
  expect(await introspect(mock, tokens.access_token)).toEqual({ active: false });
  expect((await authorize(as, client)).response.status).toBe(400);
  const response = await fetch(mock.urls.token, {
    method: 'POST',
    headers: { authorization: basic(mock.client) },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  expect(response.status).toBe(200);
});
