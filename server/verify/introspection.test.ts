import { describe, expect, it } from 'vitest';
import { json } from '../fake-as.test-helper.ts';
import { call, LIST, messageOf, startBench, type Bench } from '../wire.test-helper.ts';

const now = () => Math.floor(Date.now() / 1000);
const start = (options = {}) =>
  startBench({ tokenValidation: 'introspection', upstreamTimeoutMs: 200, ...options });
const active = (bench: Bench, claims: Record<string, unknown> = {}) =>
  json({ active: true, aud: bench.server.url, sub: 'usr_1', scope: 'web-search:read', ...claims });
const status = async (bench: Bench) => (await bench.post(LIST, 'opaque')).status;

describe('introspection', () => {
  it('asks anonymously, or with the own credentials', async () => {
    for (const [options, expected] of [
      [{}, undefined],
      [
        { clientId: 'skc:1', clientSecret: 'a b+c' },
        `Basic ${Buffer.from('skc%3A1:a+b%2Bc').toString('base64')}`,
      ],
    ] as const) {
      await using bench = await start(options);
      let seen: unknown;
      bench.as.answers.set('/introspect', (request, response, body) => {
        seen = [request.headers.authorization, body];
        active(bench)(request, response, body);
      });
      const { result } = await messageOf(await bench.post(call('whoami'), 'opaque'));
      expect(result?.['structuredContent']).toMatchObject({ subject: 'usr_1', scopes: ['web-search:read'] });
      expect(seen).toEqual([expected, 'token=opaque&token_type_hint=access_token']);
    }
  });

  it.each<[string, Record<string, unknown>]>([
    ['an audience of its own', {}],
    ['an end', { exp: now() + 60 }],
    ['the trusted issuer in a migration', {}],
  ])('takes an answer with %s', async (_title, claims) => {
    await using bench = await start();
    bench.as.answers.set(
      '/introspect',
      active(bench, { ...claims, aud: ['x', bench.server.url], iss: bench.as.url }),
    );
    expect(await status(bench)).toBe(200);
  });

  it.each<[string, Record<string, unknown>]>([
    ['it is not active', { active: false }],
    ['the audience is another', { aud: 'https://other.example' }],
    ['the audience is missing', { aud: undefined }],
    ['it has expired', { exp: now() - 1 }],
    ['it begins later', { nbf: now() + 3600 }],
    ['the issuer is another', { iss: 'https://evil.example' }],
    ['it is bound to a key', { token_type: 'DPoP' }],
    ['its end is text', { exp: 'never' }],
  ])('refuses a token when %s', async (_title, claims) => {
    await using bench = await start();
    bench.as.answers.set('/introspect', active(bench, claims));
    const response = await bench.post(LIST, 'opaque');
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  it.each<[string, Parameters<Bench['as']['answers']['set']>[1]]>([
    ['500', json({}, 500)],
    ['503', json({}, 503)],
    ['429', json({}, 429)],
    ['401 to this server', json({ active: false }, 401)],
    ['400', json({ error: 'invalid_request' }, 400)],
    ['no statement', json({})],
    ['"true" as text', json({ active: 'true' })],
    ['a list', json([{ active: true }])],
    ['HTML', (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>')],
    ['silence', () => undefined],
  ])('is an outage when the answer is %s', async (_title, answer) => {
    await using bench = await start();
    bench.as.answers.set('/introspect', answer);
    const response = await bench.post(LIST, 'opaque');
    expect(response.status).toBe(503);
    expect(response.headers.get('www-authenticate')).toBeNull();
    bench.as.answers.set('/introspect', active(bench));
    expect(await status(bench)).toBe(200);
  });

  it('is asked each time, so that a revoked token stops working', async () => {
    await using bench = await start();
    bench.as.answers.set('/introspect', active(bench));
    expect(await status(bench)).toBe(200);
    bench.as.answers.set('/introspect', json({ active: false }));
    expect(await status(bench)).toBe(401);
    expect(bench.as.requests.filter((line) => line === 'POST /introspect')).toHaveLength(2);
    expect(bench.as.requests.filter((line) => line.includes('well-known'))).toHaveLength(1);
  });

  it('falls back to the path of Scalekit, and may be configured', async () => {
    for (const options of [{}, { introspectionUrl: 'CONFIGURED' }]) {
      await using as = await startBench();
      const url = 'introspectionUrl' in options ? { introspectionUrl: `${as.as.url}/elsewhere` } : {};
      await using bench = await start({ ...url });
      const path = 'introspectionUrl' in options ? '/elsewhere' : '/oauth/introspect';
      const host = 'introspectionUrl' in options ? as : bench;
      const document = '/resources/res_1/.well-known/oauth-authorization-server';
      bench.as.answers.set(document, json({ issuer: bench.as.issuer }));
      host.as.answers.set(path, active(bench));
      expect(await status(bench)).toBe(200);
      expect(host.as.requests).toContain(`POST ${path}`);
    }
  });
});
