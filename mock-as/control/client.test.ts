import { generateKeyPairSync, createSecretKey } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MintOptions } from '../mint.ts';
import { mintTemplates } from '../mint-templates.ts';
import { startControlled } from './control.test-helper.ts';
import { ControlFailure, createControlClient } from './client/index.ts';

let controlled: Awaited<ReturnType<typeof startControlled>>;
beforeAll(async () => {
  controlled = await startControlled();
});
afterAll(() => controlled[Symbol.asyncDispose]());
beforeEach(() => controlled.mock.reset());

/** What introspection says. */
async function isActive(token: string): Promise<boolean> {
  const { urls, client } = controlled.mock;
  const response = await fetch(urls.introspection, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${client.id}:${client.secret}`)}` },
    body: new URLSearchParams({ token }),
  });
  return ((await response.json()) as { active: boolean }).active;
}

/** A token without what differs from one to the next. */
function comparable(token: string) {
  const [, payload = '', signature = ''] = token.split('.');
  const text = Buffer.from(payload, 'base64url').toString('utf8');
  const claims = text.startsWith('{') ? decodeJwt(token) : text;
  const changing = ['iat', 'nbf', 'exp', 'jti', 'sid'];
  const names = typeof claims === 'string' ? claims : Object.keys(claims);
  const rest =
    typeof claims === 'string'
      ? claims
      : Object.fromEntries(Object.entries(claims).filter(([name]) => !changing.includes(name)));
  return { header: decodeProtectedHeader(token), names, rest, signed: signature.length };
}

describe('mints as the mock in this process does', () => {
  const secret = createSecretKey(Buffer.from('secret'));
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const cases: [string, MintOptions | undefined][] = [
    ['nothing', undefined],
    ...Object.keys(mintTemplates).map((template): [string, MintOptions] => [
      template,
      { template: template as keyof typeof mintTemplates },
    ]),
    ['claims laid over and taken away', { claims: { a: null, b: [1], scope: undefined, sub: undefined } }],
    ['header members', { header: { typ: undefined, crit: ['x'], kid: null } }],
    ['no audience', { audience: null }],
    ['a payload of its own', { payload: '{"iss":"a","iss":"b"}' }],
    ['a secret key object', { key: secret }],
    ['an EC key object', { key: privateKey }],
    ['the key that is not published', { key: 'unpublished' }],
    ['a signature of its own', { signature: () => 'AAAA' }],
    [
      'a signature of another text',
      { header: { b64: false }, signature: (input, sign) => sign(`${input}!`) },
    ],
    ['a signature of two texts', { signature: (input, sign) => sign(sign(input)).slice(0, 8) }],
  ];
  it.each(cases)('%s', async (_, options) => {
    const [here, there] = [await controlled.mock.mint(options), await controlled.client.mint(options)];
    expect(comparable(there)).toEqual(comparable(here));
    expect(await isActive(there)).toBe(await isActive(here));
  });

  it('signs with the function over the true signing input', async () => {
    let signed = '';
    const token = await controlled.client.mint({
      header: { x: 1, kid: undefined },
      signature: (input, sign) => {
        signed = input;
        return sign(input);
      },
    });
    expect(token.startsWith(`${signed}.`)).toBe(true);
    expect(await isActive(token)).toBe(true);
    expect(decodeProtectedHeader(token)).not.toHaveProperty('kid');
  });
});

describe('does to the mock what the mock does to itself', () => {
  it('tokens and clients: find, revoke, forget, restore', async () => {
    const { client, mock } = controlled;
    const token = await client.mint({ clientId: 'https://client.example/metadata?a=b c' });
    const id = 'https://client.example/metadata?a=b c';
    expect(await client.tokens.find(token)).toEqual(mock.tokens.find(token));
    expect(await client.tokens.list()).toEqual(mock.tokens.list());
    expect(await client.clients.find(id)).toEqual(mock.clients.find(id));
    expect(await client.clients.forget(id)).toBe(true);
    expect(await isActive(token)).toBe(false);
    expect(await client.clients.restore(id)).toBe(true);
    expect(await isActive(token)).toBe(true);
    expect(await client.tokens.revoke(decodeJwt(token).jti ?? '')).toBe(true);
    expect(await isActive(token)).toBe(false);
    expect(await client.tokens.find('nonsense')).toBeUndefined();
    expect(await client.tokens.revoke('nonsense')).toBe(false);
    expect(await client.forgetClient('nobody')).toBe(false);
    expect(await client.clients.restore('nobody')).toBe(false);
    expect(await client.grants.list()).toEqual([]);
    expect(await client.grants.revoke('none')).toBe(false);
    await expect(client.revoke('nonsense')).rejects.toThrow(/did not issue/);
  });

  it('keys', async () => {
    const { client, mock } = controlled;
    const [first] = await client.keys.list();
    const { kid } = await client.keys.add({ published: false });
    expect(mock.jwks().keys.map((key) => key.kid)).toEqual([first?.kid]);
    expect(await client.keys.rotate({ to: kid })).toEqual({ kid });
    expect(await client.jwks()).toEqual(mock.jwks());
    expect(await client.retireKey(first?.kid ?? '')).toBe(true);
    expect(await client.retireKey(first?.kid ?? '')).toBe(false);
    await expect(client.keys.retire(kid)).rejects.toThrow(/signs/);
    expect(await client.unpublishedJwk()).toEqual(await mock.unpublishedJwk());
    const rotated = await client.rotateKeys({ keepOld: false });
    expect(mock.jwks().keys.map((key) => key.kid)).toEqual([rotated.kid]);
  });

  it('outages, which tell at their end what they hit', async () => {
    const { client, mock } = controlled;
    const outage = await client.outage({ mode: '503', endpoint: 'jwks', times: 2 });
    expect(await client.outages.list()).toEqual(mock.outages.list());
    const statuses = [];
    for (let count = 0; count < 3; count += 1) statuses.push((await fetch(mock.urls.jwks)).status);
    expect(statuses).toEqual([503, 503, 200]);
    await outage.end();
    expect(outage.affected).toBe(2);
    await outage.end();
    expect(await client.outages.end(outage.id)).toBe(false);
    await client.outage({ mode: 'html' });
    await client.outages.endAll();
    expect(mock.outages.list()).toEqual([]);
  });

  it('the clock', async () => {
    const { client, mock } = controlled;
    const token = await client.mint();
    await client.clock.advance(7200);
    expect(await client.clock.offset()).toBe(7200);
    expect(await isActive(token)).toBe(false);
    await client.clock.set(new Date('2031-06-01T00:00:00Z'));
    expect(new Date(mock.clock.now()).getUTCFullYear()).toBe(2031);
    expect(await client.clock.seconds()).toBeGreaterThan(1_900_000_000);
    await expect(client.clock.set('some day')).rejects.toMatchObject({ status: 400 });
    await client.clock.reset();
    expect(mock.clock.offset).toBe(0);
    expect(await isActive(token)).toBe(true);
  });

  it('settings: the issuer, and how long keys may be cached', async () => {
    const { client, mock } = controlled;
    await client.configure({ tokenIssuer: 'resource', keySetMaxAge: 5 });
    expect(decodeJwt(await mock.mint()).iss).toBe(mock.urls.issuer);
    expect((await fetch(mock.urls.jwks)).headers.get('cache-control')).toMatch(/max-age=5/);
    await client.setKeySetMaxAge(undefined);
    expect((await fetch(mock.urls.jwks)).headers.get('cache-control')).toBeNull();
    expect(await client.settings()).toEqual(JSON.parse(JSON.stringify(mock.settings())));
    await expect(client.configure({ tokenIssuer: 'nobody' as 'resource' })).rejects.toMatchObject({
      status: 400,
      errors: [{ field: 'tokenIssuer' }],
    });
  });

  it('resources: a move to another authorization server', async () => {
    const { client, mock } = controlled;
    const added = await client.resources.add({ url: 'http://127.0.0.1:1/mcp', scopes: ['a'] });
    expect(await client.resources.list()).toHaveLength(2);
    const moved = 'https://other.example';
    await client.resources.update(added.id, { authorizationServers: [moved] });
    expect(await client.protectedResourceMetadata(added.id)).toMatchObject({
      authorization_servers: [moved],
    });
    await client.resources.update(added.id, { authorizationServers: null });
    expect(await client.protectedResourceMetadata(added.id)).not.toMatchObject({
      authorization_servers: [moved],
    });
    expect(await client.urlsOf(added.id)).toEqual(mock.urlsOf(added.id));
    expect(await client.resources.remove(added.id)).toBe(true);
    expect(await client.resources.find(added.id)).toBeUndefined();
    await expect(client.resources.update(added.id, {})).rejects.toMatchObject({ status: 404 });
    await client.setResource('http://127.0.0.1:2/mcp');
    expect((await client.resources.first()).url).toBe('http://127.0.0.1:2/mcp');
  });

  it('people', async () => {
    const { client, mock } = controlled;
    await client.people.saveOrganization({ id: 'org_1', name: 'One' });
    await client.people.saveUser({
      id: 'usr_1',
      email: 'One@example.com',
      organization: 'org_1',
      roles: ['a'],
    });
    expect(await client.people.users()).toEqual(mock.people.users());
    expect(await client.people.organizations()).toEqual(mock.people.organizations());
    expect((await client.people.findByEmail(' one@EXAMPLE.com '))?.id).toBe('usr_1');
    await expect(client.people.removeOrganization('org_1')).rejects.toMatchObject({ status: 409 });
    expect(decodeJwt(await client.mint({ subject: 'usr_1' }))).toMatchObject({ oid: 'org_1', roles: ['a'] });
    expect(await client.people.removeUser('usr_1')).toBe(true);
    expect(await client.people.removeUser('usr_1')).toBe(false);
    expect(await client.people.removeOrganization('org_1')).toBe(true);
  });

  it('state: what one mock saved another one loads', async () => {
    const { client } = controlled;
    const token = await client.mint();
    const state = await client.state();
    await using other = await startControlled();
    await other.client.loadState(state);
    expect(other.mock.tokens.find(token)?.claims).toEqual(controlled.mock.tokens.find(token)?.claims);
    expect((await other.client.info()).client).toEqual(controlled.mock.client);
    await client.reset();
    expect(controlled.mock.tokens.list()).toEqual([]);
    await expect(client.loadState({ version: 1 })).rejects.toMatchObject({ reason: 'refused', status: 400 });
  });

  it('info', async () => {
    const { client, mock } = controlled;
    expect(await client.info()).toMatchObject({
      urls: mock.urls,
      client: mock.client,
      profile: 'scalekit',
      resources: [{ urls: mock.urls, resource: { id: mock.resource.id } }],
      clock: { offset: 0 },
    });
  });
});

describe('says what is wrong', () => {
  it.each([
    ['no URL', 'nonsense', 'url'],
    ['another machine', 'http://192.0.2.1:9000', 'url'],
    ['a name that only begins like ours', 'http://127.0.0.1.example/', 'url'],
    ['another scheme', 'https://127.0.0.1:9000', 'url'],
  ])('%s', (_, url, reason) => {
    expect(() => createControlClient(url, 'some-secret')).toThrow(
      expect.objectContaining({ reason }) as Error,
    );
  });

  it('another secret, and one that no header can hold, without showing it', async () => {
    const { url } = controlled.control;
    const refused = createControlClient(url, 'another-secret').info();
    await expect(refused).rejects.toMatchObject({ reason: 'secret', status: 401 });
    await expect(refused).rejects.not.toThrow(/another-secret/);
    for (const secret of ['', 'line\nend', 'späce']) {
      expect(() => createControlClient(url, secret)).toThrow(
        expect.objectContaining({ reason: 'secret' }) as Error,
      );
    }
  });

  it('somebody else answers there, or nobody', async () => {
    const { urls } = controlled.mock;
    await expect(createControlClient(urls.environment, 'a-secret').info()).rejects.toMatchObject({
      reason: 'foreign',
    });
    const gone = await startControlled();
    await gone[Symbol.asyncDispose]();
    const failure = gone.client.info();
    await expect(failure).rejects.toBeInstanceOf(ControlFailure);
    await expect(failure).rejects.toMatchObject({ reason: 'unreachable' });
    await expect(failure).rejects.toThrow(/nothing listens there/);
  });

  it('takes the origin for the URL', async () => {
    const { url, secret } = controlled.control;
    expect((await createControlClient(new URL(url).origin, secret).info()).profile).toBe('scalekit');
    expect((await createControlClient(`${url}/`, secret).info()).profile).toBe('scalekit');
  });
});
