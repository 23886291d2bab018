/** A registration of an earlier run that the authorization server no longer knows, and how it may tell so. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { back, openSite, type Given, type Route, type Seen, type Site } from './site.test-helper.ts';
import { OLD, openStorage, type Storage } from './storage.test-helper.ts';

let storage: Storage;
beforeEach(async () => {
  storage = await openStorage();
});
afterEach(() => storage.remove());

const connect = (site: Site) => site.connect({ storage: storage.file });
const WITHOUT_REFRESH = { refreshToken: undefined };

/** What the authorization endpoint answers to the client of the earlier run; others are let in. */
const toOld =
  (answer: (seen: Seen) => Given): Route =>
  (seen) =>
    seen.query.get('client_id') === 'old' ? answer(seen) : undefined;

const loginPage = (): Given => ({ headers: { 'content-type': 'text/html' }, body: '<h1>Sign in</h1>' });

describe('a client of an earlier run registers anew, at once', () => {
  it.each<[told: string, route: string, answer: Route]>([
    ['an error page', 'GET /authorize', toOld(() => ({ status: 400, body: 'unknown client' }))],
    [
      'unauthorized_client in the callback',
      'GET /authorize',
      toOld((seen) => back(seen, { error: 'unauthorized_client' })),
    ],
    [
      'invalid_client in the callback',
      'GET /authorize',
      toOld((seen) => back(seen, { error: 'invalid_client' })),
    ],
    [
      'unauthorized_client for the code',
      'POST /token',
      ({ form }) =>
        form.get('client_id') === 'old' ? { status: 400, body: { error: 'unauthorized_client' } } : undefined,
    ],
  ])('after %s', async (_, route, answer) => {
    await using site = await openSite(() => ({ [route]: answer }));
    await storage.keep(site, WITHOUT_REFRESH);
    expect((await connect(site)).ending).toBe('connected');
    expect(site.at('POST /register')).toHaveLength(1);
    expect((await storage.kept(site)).client).toBe('client-1');
  });

  it('and once only', async () => {
    await using site = await openSite(() => ({
      'GET /authorize': (seen) => back(seen, { error: 'unauthorized_client' }),
    }));
    await storage.keep(site, WITHOUT_REFRESH);
    expect(await connect(site)).toMatchObject({ ending: 'incomplete', failure: { layer: 'callback' } });
    expect(site.at('POST /register')).toHaveLength(1);
    expect(site.at('GET /authorize')).toHaveLength(2);
  });
});

describe('a client of an earlier run keeps its registration', () => {
  it.each<[told: string, answer: (seen: Seen) => Given]>([
    ['access_denied', (seen) => back(seen, { error: 'access_denied' })],
    [
      'an error about the client of another issuer',
      (seen) => back(seen, { error: 'invalid_client', iss: 'https://evil.example' }),
    ],
    [
      'an error about the client with another state',
      (seen) => back(seen, { error: 'invalid_client', state: 'x' }),
    ],
    ['429', () => ({ status: 429, body: 'slowly' })],
    ['503', () => ({ status: 503 })],
  ])('after %s', async (_, answer) => {
    let isOver = false;
    await using site = await openSite(() => ({
      'GET /authorize': (seen) => (isOver ? undefined : answer(seen)),
    }));
    await storage.keep(site, WITHOUT_REFRESH);
    expect((await connect(site)).ending).not.toBe('connected');
    isOver = true;
    expect((await connect(site)).ending).toBe('connected');
    expect(site.at('POST /register')).toHaveLength(0);
  });
});

describe('a login that does not come back', () => {
  it('leaves the registration in doubt: the next attempt makes a new one', async () => {
    await using site = await openSite(() => ({ 'GET /authorize': toOld(loginPage) }));
    await storage.keep(site, WITHOUT_REFRESH);
    expect(await connect(site)).toMatchObject({ ending: 'incomplete', failure: { layer: 'authorize' } });
    expect(site.at('POST /register')).toHaveLength(0);
    expect((await connect(site)).ending).toBe('connected');
    expect(site.at('POST /register')).toHaveLength(1);
  });

  it('leaves a client alone that was registered a moment ago', async () => {
    let isOver = false;
    await using site = await openSite(() => ({
      'GET /authorize': () => (isOver ? undefined : loginPage()),
    }));
    await connect(site);
    isOver = true;
    expect((await connect(site)).ending).toBe('connected');
    expect(site.at('POST /register')).toHaveLength(1);
  });

  it('is not taken for more than it is: where no new client is to be had, the old one is tried again', async () => {
    let isOpen = false;
    await using site = await openSite(() => ({
      'GET /authorize': () => (isOpen ? undefined : loginPage()),
      'POST /register': () => ({ status: 503 }),
    }));
    await storage.keep(site, WITHOUT_REFRESH);
    await connect(site);
    isOpen = true;
    expect(await connect(site)).toMatchObject({ ending: 'incomplete', failure: { layer: 'registration' } });
    expect((await connect(site)).ending).toBe('connected');
    expect(site.at('GET /authorize').map(({ query }) => query.get('client_id'))).toEqual(['old', 'old']);
  });

  it('takes nothing from the tokens: they are still refreshed', async () => {
    let isStepUp = true;
    await using site = await openSite((at) => ({
      'POST /mcp': ({ headers }) => {
        if (!isStepUp || headers.authorization !== `Bearer ${OLD.token}`) return undefined;
        const value = `Bearer error="insufficient_scope", scope="b", resource_metadata="${at.origin}/.well-known/oauth-protected-resource/mcp"`;
        return { status: 403, headers: { 'www-authenticate': value } };
      },
      'GET /authorize': loginPage,
    }));
    await storage.keep(site);
    expect(await connect(site)).toMatchObject({ failure: { layer: 'authorize' } });
    isStepUp = false;
    expect((await connect(site)).ending).toBe('connected');
    expect(site.first('POST /token').form.get('refresh_token')).toBe(OLD.refresh);
    expect(site.at('POST /register')).toHaveLength(0);
  });
});
