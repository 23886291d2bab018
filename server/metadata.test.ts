import { describe, expect, it } from 'vitest';
import { json } from './fake-as.test-helper.ts';
import { startBench, type Bench } from './wire.test-helper.ts';

const at = (bench: Bench, path: string) => new URL(path, bench.server.url);

describe('the protected resource metadata', () => {
  it.each(['', '/web-search/mcp'])(
    'stands at the well-known place%s, whatever the authorization server does',
    async (path) => {
      await using bench = await startBench();
      await bench.as.close();
      const response = await fetch(at(bench, `/.well-known/oauth-protected-resource${path}`));
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toMatch(/^application\/json/);
      expect(await response.json()).toEqual({
        resource: bench.server.url,
        authorization_servers: [bench.as.issuer],
        scopes_supported: ['web-search:read', 'web-search:write'],
        bearer_methods_supported: ['header'],
        resource_name: 'Web search',
      });
    },
  );

  it('stands nowhere else, and is read only', async () => {
    await using bench = await startBench();
    expect((await fetch(at(bench, '/web-search/mcp/.well-known/oauth-protected-resource'))).status).toBe(404);
    expect((await fetch(at(bench, '/.well-known/oauth-protected-resource/other'))).status).toBe(404);
    const posted = await fetch(at(bench, '/.well-known/oauth-protected-resource'), { method: 'POST' });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect((await fetch(at(bench, '/.well-known/oauth-protected-resource'), { method: 'HEAD' })).status).toBe(
      200,
    );
  });

  it('names what was configured, character by character', async () => {
    await using bench = await startBench({ resourceIdentifier: 'https://MCP.example.com' });
    const document = (await (
      await fetch(at(bench, '/.well-known/oauth-protected-resource'))
    ).json()) as object;
    expect(document).toMatchObject({ resource: 'https://MCP.example.com' });
  });
});

describe('the metadata of the authorization server', () => {
  it('is passed on', async () => {
    await using bench = await startBench();
    const response = await fetch(at(bench, '/.well-known/oauth-authorization-server'));
    expect(await response.json()).toMatchObject({
      issuer: bench.as.issuer,
      jwks_uri: `${bench.as.url}/keys`,
    });
  });

  it('is a 503 when it cannot be had', async () => {
    await using bench = await startBench();
    await bench.as.close();
    const response = await fetch(at(bench, '/.well-known/oauth-authorization-server'));
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
  });
});

describe('registration', () => {
  const register = (bench: Bench, body: string, type = 'application/json') =>
    fetch(at(bench, '/oauth/register'), { method: 'POST', headers: { 'content-type': type }, body });

  it('is passed on, and the answer back with its status', async () => {
    await using bench = await startBench();
    let seen = '';
    bench.as.answers.set('/register', (request, response, body) => {
      seen = body;
      json({ client_id: 'm2m_1' }, 201)(request, response, body);
    });
    const response = await register(bench, '{"client_name":"x"}');
    expect([response.status, await response.json(), seen]).toEqual([
      201,
      { client_id: 'm2m_1' },
      '{"client_name":"x"}',
    ]);
    for (const [status, error] of [
      [400, 'invalid_redirect_uri'],
      [429, 'rate_limited'],
      [500, 'server_error'],
    ] as const) {
      bench.as.answers.set('/register', json({ error }, status, { 'retry-after': '9' }));
      const refused = await register(bench, '{}');
      expect([refused.status, await refused.json(), refused.headers.get('retry-after')]).toEqual([
        status,
        { error },
        '9',
      ]);
    }
  });

  it('is JSON and of bounded size', async () => {
    await using bench = await startBench();
    expect((await register(bench, 'a=b', 'application/x-www-form-urlencoded')).status).toBe(415);
    expect((await register(bench, '{')).status).toBe(400);
    expect((await register(bench, '[]')).status).toBe(400);
    expect((await register(bench, `"${'x'.repeat(1_000_001)}"`)).status).toBe(413);
    expect(bench.as.requests).toEqual([]);
  });

  it('is a 503 when the authorization server cannot be reached or answers nonsense', async () => {
    await using bench = await startBench({ upstreamTimeoutMs: 200 });
    bench.as.answers.set('/register', (_, response) => void response.end('<html>'));
    expect((await register(bench, '{}')).status).toBe(503);
    bench.as.answers.set('/register', () => undefined);
    expect((await register(bench, '{}')).status).toBe(503);
    await bench.as.close();
    const response = await register(bench, '{}');
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
  });

  it('is refused when the authorization server offers none', async () => {
    await using bench = await startBench();
    bench.as.answers.set(
      '/resources/res_1/.well-known/oauth-authorization-server',
      json({ issuer: bench.as.issuer }),
    );
    expect((await register(bench, '{}')).status).toBe(403);
  });
});
