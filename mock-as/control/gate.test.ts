import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send, startControlled } from './control.test-helper.ts';
import { startControlPlane } from './index.ts';

let controlled: Awaited<ReturnType<typeof startControlled>>;
beforeAll(async () => {
  controlled = await startControlled();
});
afterAll(() => controlled[Symbol.asyncDispose]());

const bearer = () => ({ authorization: `Bearer ${controlled.control.secret}` });
const clients = () => `${controlled.control.url}/clients`;

describe('who may use the control plane', () => {
  it('one who brings the secret, by any name of this machine, in any case', async () => {
    const { port } = new URL(controlled.control.url);
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `LOCALHOST:${port}`, `[::1]:${port}`]) {
      expect((await send(clients(), { headers: { ...bearer(), host } })).status, host).toBe(200);
    }
    const own = { ...bearer(), origin: `http://localhost:${port}` };
    expect((await send(clients(), { headers: own })).status).toBe(200);
    const { secret } = controlled.control;
    expect((await send(clients(), { headers: { authorization: `bearer ${secret}` } })).status).toBe(200);
  });

  it.each([
    ['none', {}],
    ['another', { authorization: 'Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
    ['an empty one', { authorization: 'Bearer ' }],
    ['another scheme', { authorization: 'Basic AAAA' }],
  ])('nobody with the secret: %s', async (_, headers) => {
    for (const path of ['/clients', '/openapi.json', '/nothing-here']) {
      const { status, headers: answered, json } = await send(controlled.control.url + path, { headers });
      expect(status).toBe(401);
      expect(answered['www-authenticate']).toMatch(/^Bearer realm=/);
      expect(answered['content-type']).toBe('application/problem+json');
      expect(json()).toMatchObject({ status: 401, title: 'Unauthorized' });
    }
  });

  it('nobody with a part of the secret, or with more than it', async () => {
    const { secret } = controlled.control;
    for (const near of [secret.slice(0, -1), `${secret}A`, secret.toLowerCase()]) {
      const { status, text } = await send(clients(), { headers: { authorization: `Bearer ${near}` } });
      expect(status).toBe(401);
      expect(text).not.toContain(near);
    }
  });

  it('no name that resolves to this machine, though the secret is right', async () => {
    const { port } = new URL(controlled.control.url);
    const names = [
      'attacker.example',
      `attacker.example:${port}`,
      '127.0.0.1',
      `127.0.0.1.attacker.example:${port}`,
    ];
    for (const host of names) {
      const { status, json } = await send(clients(), { headers: { ...bearer(), host } });
      expect(status, host).toBe(421);
      expect(json()['detail']).toMatch(/127\.0\.0\.1 and localhost/);
    }
  });

  it('no page of another origin, though the secret is right; nor does it learn what a preflight allows', async () => {
    const { origin } = new URL(controlled.control.url);
    for (const from of [
      'http://attacker.example',
      'null',
      origin.replace('http:', 'https:'),
      'http://127.0.0.1',
    ]) {
      const { status } = await send(clients(), { headers: { ...bearer(), origin: from } });
      expect(status, from).toBe(403);
    }
    const preflight = await send(clients(), {
      method: 'OPTIONS',
      headers: { origin: 'http://attacker.example', 'access-control-request-method': 'GET' },
    });
    expect(preflight.status).toBe(403);
    expect(Object.keys(preflight.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('every answer stays out of caches', async () => {
    for (const headers of [bearer(), {}]) {
      const answer = await send(clients(), { headers });
      expect(answer.headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
    }
  });
});

describe('the secret', () => {
  it('can be given, but not one that is short or cannot be sent', async () => {
    const { mock } = controlled;
    await using given = await startControlPlane(mock, { secret: 'a-secret-that-is-long-enough' });
    expect(given.secret).toBe('a-secret-that-is-long-enough');
    for (const secret of ['short', 'with a space in the middle', 'with-a-line-end\r\nX: y', '']) {
      await expect(startControlPlane(mock, { secret })).rejects.toThrow(/at least 16 letters/);
    }
  });

  it('is another one for each start, and hard to guess', async () => {
    await using other = await startControlPlane(controlled.mock);
    expect(other.secret).not.toBe(controlled.control.secret);
    expect(Buffer.from(other.secret, 'base64url')).toHaveLength(32);
  });
});

it('a port in use is said to be so, and nothing stays open', async () => {
  const port = Number(new URL(controlled.control.url).port);
  await expect(startControlPlane(controlled.mock, { port })).rejects.toThrow(/in use/);
});

it('an outage of everything leaves it reachable', async () => {
  const outage = await controlled.client.outage({ mode: 'refused' });
  await expect(fetch(controlled.mock.urls.jwks)).rejects.toThrow();
  await outage.end();
  expect((await fetch(controlled.mock.urls.jwks)).status).toBe(200);
});
