import { describe, expect, it } from 'vitest';
import { json, makeKey, startFakeAuthorizationServer, RESOURCE_ID } from '../fake-as.test-helper.ts';
import { startReferenceServer } from '../index.ts';
import { LIST, startBench, type Bench } from '../wire.test-helper.ts';

/** A clock that stands still until a test sets it forward; tokens live by the real one, so it starts there. */
function testClock() {
  let time = Date.now();
  return { now: () => time, forward: (seconds: number) => (time += seconds * 1000) };
}

const status = async (bench: Bench, token: string) => (await bench.post(LIST, token)).status;
const keyFetches = (bench: Bench) => bench.as.requests.filter((line) => line === 'GET /keys').length;
const longLived = () => ({ exp: Math.floor(Date.now() / 1000) + 86_400 * 3 });

const OUTAGES: [string, Parameters<Bench['as']['answers']['set']>[1]][] = [
  ['500', json({}, 500)],
  ['503', json({}, 503)],
  ['429', json({}, 429)],
  ['404', json({}, 404)],
  ['a redirect', json({}, 302, { location: 'https://evil.example/keys' })],
  [
    'HTML',
    (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>maintenance</p>'),
  ],
  ['nothing', (_, response) => void response.writeHead(200).end()],
  ['half of it', (_, response) => void response.writeHead(200).end('{"keys":[{"kty"')],
  ['null', json(null)],
  ['no keys', json({ keys: [] })],
  [
    'no usable keys',
    json({ keys: [{ kty: 'oct', k: 'AA' }, null, 1, { kty: 'RSA', n: 'AQAB', e: 'AQAB' }] }),
  ],
  ['a reset', (request) => void request.socket.resetAndDestroy()],
  ['silence', () => undefined],
  ['too much', (_, response) => void response.writeHead(200).end('x'.repeat(1_500_000))],
];

describe('an outage of the authorization server', () => {
  it.each(OUTAGES)(
    'of the key set (%s) is a 503 without a challenge, and over when it is over',
    async (_name, outage) => {
      await using bench = await startBench({ upstreamTimeoutMs: 200 });
      const token = await bench.as.mint();
      const good = json({ keys: [bench.as.key.public] });
      bench.as.answers.set('/keys', outage);
      const response = await bench.post(LIST, token);
      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
      expect(response.headers.get('www-authenticate')).toBeNull();
      expect(await response.json()).toMatchObject({ error: 'temporarily_unavailable' });
      const bare = await bench.post(LIST);
      expect(bare.status).toBe(401);
      bench.as.answers.set('/keys', good);
      expect(await status(bench, token)).toBe(200);
    },
  );

  it.each(OUTAGES)('of its metadata (%s) is a 503 as well', async (_name, outage) => {
    await using bench = await startBench({ upstreamTimeoutMs: 200 });
    for (const path of bench.as.answers.keys())
      if (path.includes('well-known')) bench.as.answers.set(path, outage);
    expect(await status(bench, await bench.as.mint())).toBe(503);
  });

  it('passes on the delay that the authorization server asks for', async () => {
    await using bench = await startBench();
    bench.as.answers.set('/keys', json({}, 429, { 'retry-after': '17' }));
    expect((await bench.post(LIST, await bench.as.mint())).headers.get('retry-after')).toBe('17');
  });

  it('does not hold up requests that need nothing of it', async () => {
    await using bench = await startBench({ upstreamTimeoutMs: 60_000 });
    bench.as.answers.set('/keys', () => undefined);
    const aborter = new AbortController();
    const waiting = fetch(bench.server.url, {
      method: 'POST',
      headers: { authorization: `Bearer ${await bench.as.mint()}` },
      signal: aborter.signal,
    }).catch(() => 'aborted');
    expect((await bench.post(LIST)).status).toBe(401);
    aborter.abort();
    expect(await waiting).toBe('aborted');
  });

  it('leaves tokens of known keys good', async () => {
    await using bench = await startBench({ now: testClock().now });
    expect(await status(bench, await bench.as.mint())).toBe(200);
    const unknown = await bench.as.mint({}, { key: await makeKey('key-2') });
    await bench.as.close();
    expect(await status(bench, await bench.as.mint({ sub: 'usr_2' }))).toBe(200);
    // Within the pause after the last good fetch, nobody published that key.
    expect(await status(bench, unknown)).toBe(401);
  });

  it('makes a token of an unknown key a 503, since the key may be a new one', async () => {
    await using bench = await startBench({ keyRefetchCooldownMs: 0 });
    expect(await status(bench, await bench.as.mint())).toBe(200);
    const unknown = await bench.as.mint({}, { key: await makeKey('key-2') });
    bench.as.answers.set('/keys', json({}, 500));
    expect(await status(bench, unknown)).toBe(503);
    expect(await status(bench, await bench.as.mint())).toBe(200);
  });

  it('leaves stale keys in use, but not for ever', async () => {
    const clock = testClock();
    await using bench = await startBench({ now: clock.now });
    const token = await bench.as.mint(longLived());
    expect(await status(bench, token)).toBe(200);
    bench.as.answers.set('/keys', json({}, 500));
    clock.forward(3600);
    expect(await status(bench, token)).toBe(200);
    clock.forward(86_400);
    expect(await status(bench, token)).toBe(503);
  });

  it('at the start does not keep the server from starting', async () => {
    let audience = '';
    const first = await startFakeAuthorizationServer(() => audience);
    await first.close();
    await using server = await startReferenceServer({
      scalekitEnvironmentUrl: first.url,
      scalekitResourceId: RESOURCE_ID,
      port: 0,
    });
    audience = server.url;
    const metadata = new URL('/.well-known/oauth-protected-resource', server.url);
    expect((await fetch(metadata)).status).toBe(200);
    const post = async (token: string) => {
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      };
      return (await fetch(server.url, { method: 'POST', headers, body: JSON.stringify(LIST) })).status;
    };
    expect(await post(await first.mint())).toBe(503);
    await using later = await startFakeAuthorizationServer(() => audience, Number(new URL(first.url).port));
    expect(await post(await later.mint())).toBe(200);
  });
});

describe('keys', () => {
  it('that are new are fetched when first met', async () => {
    await using bench = await startBench({ keyRefetchCooldownMs: 0 });
    expect(await status(bench, await bench.as.mint())).toBe(200);
    const next = await makeKey('key-2', 'RS256');
    bench.as.answers.set('/keys', json({ keys: [bench.as.key.public, next.public] }));
    expect(await status(bench, await bench.as.mint({}, { key: next }))).toBe(200);
    expect(await status(bench, await bench.as.mint())).toBe(200);
  });

  it('are fetched once for many requests at once, and not for each unknown key id', async () => {
    const clock = testClock();
    await using bench = await startBench({ now: clock.now });
    const token = await bench.as.mint();
    await Promise.all(Array.from({ length: 10 }, () => status(bench, token)));
    expect(keyFetches(bench)).toBe(1);
    clock.forward(2);
    const foreign = await makeKey('x');
    const flood = await Promise.all(
      Array.from({ length: 50 }, async (_, index) =>
        status(bench, await bench.as.mint({}, { key: { ...foreign, kid: `random-${index}` } })),
      ),
    );
    expect(new Set(flood)).toEqual(new Set([401]));
    expect(keyFetches(bench)).toBe(2);
  });

  it('that are withdrawn stop being trusted when the key set is stale', async () => {
    const clock = testClock();
    await using bench = await startBench({ now: clock.now });
    const next = await makeKey('key-2');
    bench.as.answers.set(
      '/keys',
      json({ keys: [bench.as.key.public] }, 200, { 'cache-control': 'public, max-age=60' }),
    );
    const old = await bench.as.mint(longLived());
    expect(await status(bench, old)).toBe(200);
    bench.as.answers.set('/keys', json({ keys: [next.public] }));
    clock.forward(50);
    expect(await status(bench, old)).toBe(200);
    clock.forward(11);
    expect(await status(bench, old)).toBe(401);
  });

  it('are taken without a key id if one of them fits', async () => {
    await using bench = await startBench();
    const second = await makeKey('key-2');
    bench.as.answers.set('/keys', json({ keys: [second.public, bench.as.key.public] }));
    expect(await status(bench, await bench.as.mint({}, { header: { kid: undefined } }))).toBe(200);
  });

  it.each([
    ['of encryption', { use: 'enc' }],
    ['of other operations', { key_ops: ['sign'] }],
    ['of another algorithm', { alg: 'ES384' }],
    ['that are private', { d: 'AAAA' }],
  ])('%s are not used', async (_title, members) => {
    await using bench = await startBench();
    const other = await makeKey('key-2');
    bench.as.answers.set('/keys', json({ keys: [{ ...bench.as.key.public, ...members }, other.public] }));
    expect(await status(bench, await bench.as.mint())).toBe(401);
  });

  it('of a document that names another issuer are not used', async () => {
    await using bench = await startBench();
    for (const path of bench.as.answers.keys()) {
      if (path.includes('well-known')) {
        bench.as.answers.set(
          path,
          json({ issuer: 'https://evil.example', jwks_uri: `${bench.as.url}/keys` }),
        );
      }
    }
    expect(await status(bench, await bench.as.mint())).toBe(503);
    expect(keyFetches(bench)).toBe(0);
  });

  it.each([
    '/.well-known/oauth-authorization-server/resources/res_1',
    '/resources/res_1/.well-known/openid-configuration',
  ])('are found by metadata at %s', async (path) => {
    await using bench = await startBench();
    const usual = '/resources/res_1/.well-known/oauth-authorization-server';
    const answer = bench.as.answers.get(usual);
    if (answer !== undefined) bench.as.answers.set(path, answer);
    bench.as.answers.set(usual, json({}, 502));
    expect(await status(bench, await bench.as.mint())).toBe(200);
  });

  it('are found without metadata when their place is configured', async () => {
    await using as = await startFakeAuthorizationServer(() => audience);
    await using bench = await startBench({ scalekitEnvironmentUrl: as.url, jwksUri: `${as.url}/keys` });
    const audience = bench.server.url;
    expect(await status(bench, await as.mint())).toBe(200);
    expect(as.requests).toEqual(['GET /keys']);
  });
});
