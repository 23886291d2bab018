import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { once } from 'node:events';
import { Agent, request } from 'undici';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startMockAuthorizationServer } from './index.ts';
import type { MockAuthorizationServer, OutageMode } from './index.ts';

let mock: MockAuthorizationServer;
let agent: Agent;

beforeAll(async () => {
  mock = await startMockAuthorizationServer();
});
afterAll(() => mock.close());
beforeEach(() => {
  agent = new Agent();
});
afterEach(() => agent.destroy());

/** Fetches the JWKS on kept-alive connections, as a server under test does. */
function fetchKeys(options: { headersTimeout?: number } = {}) {
  return request(mock.urls.jwks, { dispatcher: agent, ...options });
}

async function expectHealthy(): Promise<void> {
  const response = await fetchKeys();
  expect(response.statusCode).toBe(200);
  expect(await response.body.json()).toEqual(mock.jwks());
}

test('the key set says how long it may be cached, when it is told to', async () => {
  mock.setKeySetMaxAge(7);
  const limited = await fetchKeys();
  mock.setKeySetMaxAge(undefined);
  const free = await fetchKeys();
  expect([limited, free].map(({ headers }) => headers['cache-control'])).toEqual(['max-age=7', undefined]);
  await Promise.all([limited.body.dump(), free.body.dump()]);
});

describe('each mode as a client sees it, and the recovery', () => {
  const statuses: [OutageMode, number, string | undefined][] = [
    ['500', 500, undefined],
    ['503', 503, '7'],
    ['429', 429, '7'],
    ['401', 401, undefined],
  ];
  test.each(statuses)('%s', async (mode, status, retryAfter) => {
    const outage = await mock.outage({ mode, retryAfter: 7 });
    const response = await fetchKeys();
    expect(response.statusCode).toBe(status);
    expect(response.headers['retry-after']).toBe(retryAfter);
    await response.body.dump();
    await outage.end();
    await expectHealthy();
  });

  test('refused: kept-alive connections close, new ones are refused, the port comes back', async () => {
    await expectHealthy();
    const socket = await openSocket();
    const closed = once(socket, 'close');
    const outage = await mock.outage({ mode: 'refused' });
    await closed;
    await expect(fetchKeys()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await outage.end();
    await expectHealthy();
  });

  test('reset', async () => {
    const outage = await mock.outage({ mode: 'reset' });
    const socket = await openSocket();
    socket.write('GET /keys HTTP/1.1\r\nHost: mock\r\n\r\n');
    const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toBe('ECONNRESET');
    await outage.end();
    await expectHealthy();
  });

  test('hang: no byte comes, and the end of the outage closes the connection', async () => {
    const outage = await mock.outage({ mode: 'hang' });
    await expect(fetchKeys({ headersTimeout: 50 })).rejects.toMatchObject({
      code: 'UND_ERR_HEADERS_TIMEOUT',
    });
    const pending = fetchKeys();
    const failure = expect(pending).rejects.toMatchObject({ code: 'UND_ERR_SOCKET' });
    await waitFor(() => outage.affected === 2);
    await outage.end();
    await failure;
    await expectHealthy();
  });

  test('slow-body: headers at once, a body without end', async () => {
    const outage = await mock.outage({ mode: 'slow-body' });
    const response = await fetchKeys();
    expect(response.statusCode).toBe(200);
    const seen: string[] = [];
    const reading = (async () => {
      for await (const chunk of response.body) seen.push(String(chunk));
    })();
    const failure = expect(reading).rejects.toThrow();
    await waitFor(() => seen.join('').startsWith('{ '));
    await outage.end();
    await failure;
    await expectHealthy();
  });

  test('html', async () => {
    await using outage = await mock.outage({ mode: 'html' });
    const response = await fetchKeys();
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toMatch(/^text\/html/);
    expect(await response.body.text()).toMatch(/^<!doctype html>/);
    expect(outage.affected).toBe(1);
  });

  test('empty-key-set', async () => {
    await using outage = await mock.outage({ mode: 'empty-key-set' });
    const response = await fetchKeys();
    expect(response.statusCode).toBe(200);
    expect(await response.body.json()).toEqual({ keys: [] });
    expect(outage.affected).toBe(1);
  });

  test('truncated-json', async () => {
    await using outage = await mock.outage({ mode: 'truncated-json' });
    const response = await fetchKeys();
    expect(response.headers['content-type']).toMatch(/^application\/json/);
    const text = await response.body.text();
    expect(text).toMatch(/^\{"keys":/);
    expect(() => JSON.parse(text) as unknown).toThrow();
    expect(outage.affected).toBe(1);
  });

  test('wrong-content-type', async () => {
    await using outage = await mock.outage({ mode: 'wrong-content-type' });
    const response = await fetchKeys();
    expect(response.headers['content-type']).toMatch(/^text\/html/);
    expect(await response.body.json()).toEqual(mock.jwks());
    expect(outage.affected).toBe(1);
  });

  test('foreign-issuer', async () => {
    const url = `${mock.urls.environment}/.well-known/oauth-authorization-server`;
    const read = async () => (await (await fetch(url)).json()) as Record<string, unknown>;
    const honest = await read();
    await using outage = await mock.outage({ mode: 'foreign-issuer', endpoint: 'metadata' });
    const spoilt = await read();
    const jwks_uri = `${mock.urls.jwks}?of=somebody-else`;
    expect(spoilt).toEqual({ ...honest, issuer: 'https://somebody-else.example', jwks_uri });
    expect((await fetch(jwks_uri)).status).toBe(200);
    expect(outage.affected).toBe(1);
  });

  test('truncated-json at an endpoint of oidc-provider', async () => {
    await using outage = await mock.outage({ mode: 'truncated-json', endpoint: 'token' });
    const response = await fetch(mock.urls.token, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: mock.client.id,
        client_secret: mock.client.secret,
      }),
    });
    const text = await response.text();
    expect(text).toMatch(/^\{"access_token":/);
    expect(() => JSON.parse(text) as unknown).toThrow();
    expect(outage.affected).toBe(1);
  });
});

test('an outage of one endpoint leaves the others alone', async () => {
  await using outage = await mock.outage({ mode: '503', endpoint: ['introspection', 'token'] });
  await expectHealthy();
  const hit = await fetch(mock.urls.introspection, { method: 'POST' });
  expect(hit.status).toBe(503);
  expect(outage.affected).toBe(1);
});

test('times bounds the requests that are hit', async () => {
  await using outage = await mock.outage({ mode: '503', times: 1 });
  const first = await fetchKeys();
  expect(first.statusCode).toBe(503);
  await first.body.dump();
  await expectHealthy();
  expect(outage.affected).toBe(1);
});

test('connections cannot be refused for one endpoint alone', async () => {
  await expect(mock.outage({ mode: 'refused', endpoint: 'jwks' })).rejects.toThrow('Use the mode reset');
  await expectHealthy();
});

test('two refusals at once end with the second', async () => {
  const [one, other] = [await mock.outage({ mode: 'refused' }), await mock.outage({ mode: 'refused' })];
  await one.end();
  await expect(fetchKeys()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await other.end();
  await other.end();
  await expectHealthy();
});

test('closing ends a hanging request', async () => {
  const own = await startMockAuthorizationServer();
  const outage = await own.outage({ mode: 'hang' });
  const failure = expect(request(own.urls.jwks, { dispatcher: agent })).rejects.toThrow();
  await waitFor(() => outage.affected === 1);
  await own.close();
  await failure;
});

async function openSocket(): Promise<Socket> {
  const { hostname, port } = new URL(mock.urls.environment);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.resume();
  await once(socket, 'connect');
  return socket;
}

/** Waits for something that real sockets bring about, without a guess at how long it takes. */
async function waitFor(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
