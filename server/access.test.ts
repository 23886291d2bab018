import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendRaw } from './raw.test-helper.ts';
import { call, LIST, messageOf, modern, startBench, type Bench } from './wire.test-helper.ts';

let bench: Bench;
let token: string;
beforeAll(async () => {
  bench = await startBench({ allowedOrigins: ['https://app.example.com'] });
  token = await bench.as.mint();
});
afterAll(() => bench[Symbol.asyncDispose]());

const challengeOf = (response: Response) => response.headers.get('www-authenticate') ?? '';
const metadataUrl = () =>
  new URL('/.well-known/oauth-protected-resource/web-search/mcp', bench.server.url).href;

describe('without a token', () => {
  it('is 401 with a challenge that states no error', async () => {
    const response = await bench.post(LIST);
    expect(response.status).toBe(401);
    expect(challengeOf(response)).toBe(
      `Bearer scope="web-search:read", resource_metadata="${metadataUrl()}"`,
    );
    expect(await response.json()).not.toHaveProperty('error');
  });

  it.each(['GET', 'DELETE', 'PUT', 'HEAD', 'OPTIONS'])('is 401 on %s too', async (method) => {
    expect((await fetch(bench.server.url, { method })).status).toBe(401);
  });

  it('is 401 before the body is looked at', async () => {
    for (const body of ['{', '[]', 'x'.repeat(5_000_000)]) expect((await bench.post(body)).status).toBe(401);
  });

  it.each([
    ['the query', '?access_token=TOKEN', {}],
    ['a cookie', '', { cookie: 'access_token=TOKEN' }],
    ['another field', '', { 'x-access-token': 'TOKEN' }],
    ['the fields of a gateway', '', { 'x-forwarded-user': 'alice', 'x-user-id': 'alice' }],
    ['a method override', '', { 'x-http-method-override': 'OPTIONS' }],
    ['another scheme', '', { authorization: 'Basic eDp5' }],
    ['a scheme that only starts alike', '', { authorization: 'BearerX TOKEN' }],
    ['a session id', '', { 'mcp-session-id': 'TOKEN' }],
  ])('is 401 when a token came in %s', async (_place, query, headers) => {
    const fill = (text: string) => text.replace('TOKEN', token);
    const entries = Object.entries(headers).map(([name, value]): [string, string] => [name, fill(value)]);
    const response = await fetch(bench.server.url + fill(query), {
      method: 'POST',
      headers: [['content-type', 'application/json'], ...entries],
      body: JSON.stringify({ ...LIST, access_token: token }),
    });
    expect(response.status).toBe(401);
    expect(challengeOf(response)).not.toContain('error');
  });

  it.each([
    '/web-search/mcp/',
    '//web-search/mcp',
    '/WEB-SEARCH/mcp',
    '/web-search/%6dcp',
    '/web-search/mcp;x',
    '/sse',
    '/messages',
  ])('serves nothing at %s', async (path) => {
    const { status } = await sendRaw(bench.server.port, [
      `POST ${path} HTTP/1.1`,
      'Host: localhost',
      `Authorization: Bearer ${token}`,
    ]);
    expect(status).toBe(404);
  });
});

describe('the Authorization field', () => {
  it.each(['Bearer', 'bearer', 'BEARER', 'bEaReR', 'Bearer '])(
    'may spell the scheme "%s"',
    async (scheme) => {
      const response = await bench.post(LIST, undefined, { authorization: `${scheme} ${token}` });
      expect(response.status).toBe(200);
    },
  );

  it.each([
    'Bearer',
    'Bearer a b',
    'Bearer a, Bearer b',
    'Bearer a,b',
    'Bearer "a"',
    'Bearer\ta',
    'Bearer ä',
    'Bearer =a',
  ])('is refused with 400 when it is %j', async (authorization) => {
    const response = await bench.post(LIST, undefined, { authorization });
    expect(response.status).toBe(400);
    expect(challengeOf(response)).toMatch(/^Bearer error="invalid_request"/);
  });

  it('is refused with 400 when it comes twice, in both orders', async () => {
    const body = JSON.stringify(LIST);
    for (const [first, second] of [
      [token, 'bad'],
      ['bad', token],
    ]) {
      const { status } = await sendRaw(
        bench.server.port,
        [
          'POST /web-search/mcp HTTP/1.1',
          'Host: localhost',
          'Content-Type: application/json',
          `Authorization: Bearer ${first}`,
          `Authorization: Bearer ${second}`,
        ],
        body,
      );
      expect(status).toBe(400);
    }
  });

  it('may hold a token of 16 kilobytes; far larger ones are a clean 431', async () => {
    const large = await bench.as.mint({ padding: 'x'.repeat(12_000) });
    expect(large.length).toBeGreaterThan(16_000);
    expect((await bench.post(LIST, large)).status).toBe(200);
    const { status } = await sendRaw(bench.server.port, [
      'POST /web-search/mcp HTTP/1.1',
      'Host: localhost',
      `Authorization: Bearer ${'x'.repeat(64_000)}`,
    ]);
    expect(status).toBe(431);
  });
});

describe('with a good token', () => {
  it.each(['2025-03-26', '2025-06-18', '2025-11-25'])('serves revision %s', async (revision) => {
    const params = { protocolVersion: revision, capabilities: {}, clientInfo: { name: 't', version: '1' } };
    const initialized = await messageOf(
      await bench.post({ jsonrpc: '2.0', id: 1, method: 'initialize', params }, token),
    );
    expect(initialized.result?.['protocolVersion']).toBe(revision);
    const response = await bench.post(LIST, token, { 'mcp-protocol-version': revision });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toMatch(/no-/);
    expect(response.headers.get('mcp-session-id')).toBeNull();
    const { result } = await messageOf(response);
    const tools = result?.['tools'] as { name: string; annotations: { readOnlyHint: boolean } }[];
    expect(tools.filter(({ annotations }) => annotations.readOnlyHint).map(({ name }) => name)).toEqual([
      'web_search',
      'more_results',
      'list_saved_searches',
      'whoami',
    ]);
  });

  it('serves 2026-07-28', async () => {
    const [message, headers] = modern(call('whoami'));
    const response = await bench.post(message, token, headers);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const { result } = await messageOf(response);
    expect(result?.['structuredContent']).toMatchObject({ subject: 'usr_1', client: 'm2m_1' });
  });

  it.each(['GET', 'DELETE', 'PUT', 'HEAD'])('answers %s with 405', async (method) => {
    const response = await fetch(bench.server.url, {
      method,
      headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' },
    });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST, OPTIONS');
  });

  it('answers an unknown protocol version with 400', async () => {
    expect((await bench.post(LIST, token, { 'mcp-protocol-version': '1900-01-01' })).status).toBe(400);
    const [message, headers] = modern(call('whoami'));
    const text = JSON.stringify(message).replace('2026-07-28', '2099-01-01');
    expect((await bench.post(text, token, { ...headers, 'mcp-protocol-version': '2099-01-01' })).status).toBe(
      400,
    );
  });

  it.each(['mcp-name', 'mcp-method', 'mcp-protocol-version'])(
    'refuses a %s that contradicts the body',
    async (name) => {
      const [message, headers] = modern(call('save_search', { query: 'x' }));
      const other =
        { 'mcp-name': 'whoami', 'mcp-method': 'tools/list', 'mcp-protocol-version': '2025-11-25' }[name] ??
        '';
      const response = await bench.post(message, token, { ...headers, [name]: other });
      expect(response.status).toBe(400);
      expect((await messageOf(response)).error?.code).toBe(-32020);
    },
  );

  it.each([
    ['no JSON', '{', {}, 400],
    ['a JSON string', '"x"', {}, 400],
    ['a form', `access_token=x`, { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['compressed', '{}', { 'content-encoding': 'gzip' }, 415],
    ['too long', `"${'x'.repeat(1_000_001)}"`, {}, 413],
  ])('refuses a body that is %s', async (_what, body, headers, status) => {
    expect((await bench.post(body, token, headers)).status).toBe(status);
  });

  it('refuses a body that grows too long without saying so', async () => {
    const stream = new ReadableStream({
      start(controller) {
        for (let part = 0; part < 11; part += 1) controller.enqueue(new Uint8Array(100_000));
        controller.close();
      },
    });
    const response = await fetch(bench.server.url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: stream,
      duplex: 'half',
    });
    expect(response.status).toBe(413);
  });
});

describe('scopes', () => {
  const scoped = (scope: string) => bench.as.mint({ scope });

  it.each([
    ['web_search', {}, 'web-search:read'],
    ['list_saved_searches', {}, 'web-search:read'],
    ['save_search', {}, 'web-search:write'],
    ['save_search', { search: true }, 'web-search:read web-search:write'],
  ])('of %s %j are all named in one 403', async (name, args, scopes) => {
    const response = await bench.post(
      call(name, { query: 'x', ...args }),
      await scoped('web-search:readonly WEB-SEARCH:READ xweb-search:write'),
    );
    expect(response.status).toBe(403);
    expect(challengeOf(response)).toBe(
      `Bearer error="insufficient_scope", error_description="The access token lacks a scope that this operation needs.", scope="${scopes}", resource_metadata="${metadataUrl()}"`,
    );
    expect((await bench.post(call(name, { query: 'x', ...args }), await scoped(scopes))).status).toBe(200);
  });

  it('are not needed to look around', async () => {
    const none = await bench.as.mint({ scope: undefined });
    expect((await bench.post(LIST, none)).status).toBe(200);
    expect((await bench.post(call('whoami'), none)).status).toBe(200);
  });

  it('count from an array as well', async () => {
    const array = await bench.as.mint({ scope: undefined, scopes: ['web-search:read'] });
    expect((await bench.post(call('list_saved_searches'), array)).status).toBe(200);
  });

  it('are enforced in 2026-07-28 as well', async () => {
    const [message, headers] = modern(call('save_search', { query: 'x' }));
    expect((await bench.post(message, await scoped('web-search:read'), headers)).status).toBe(403);
  });

  it('are checked for every member of a batch, and nothing of it is done', async () => {
    const batch = [call('whoami'), call('save_search', { query: 'from the batch' })];
    const reader = await scoped('web-search:read');
    expect((await bench.post(batch, reader)).status).toBe(403);
    const listed = await bench.post(call('list_saved_searches'), reader);
    expect(await listed.text()).not.toContain('from the batch');
    expect((await bench.post(batch, token)).status).toBe(200);
  });

  it('batches exist in 2025-03-26 only', async () => {
    expect((await bench.post([LIST], token, { 'mcp-protocol-version': '2025-03-26' })).status).toBe(200);
    expect((await bench.post([LIST], token, { 'mcp-protocol-version': '2025-06-18' })).status).toBe(400);
    expect((await bench.post([LIST], token, { 'mcp-protocol-version': '2026-07-28' })).status).toBe(400);
    expect((await bench.post([], token)).status).toBe(400);
  });
});

describe('browsers', () => {
  const origin = 'https://app.example.com';
  const hostOf = () => `127.0.0.1:${bench.server.port}`;

  it('get a preflight answer without a token', async () => {
    const response = await fetch(bench.server.url, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,mcp-method',
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe(origin);
    expect(response.headers.get('access-control-allow-headers')).toMatch(/Authorization.*Mcp-Method/);
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('may read the challenge', async () => {
    const response = await bench.post(LIST, undefined, { origin });
    expect(response.headers.get('access-control-allow-origin')).toBe(origin);
    expect(response.headers.get('access-control-expose-headers')).toContain('WWW-Authenticate');
  });

  it('may use an allowed origin, spelled exactly', async () => {
    for (const good of [origin, new URL(bench.server.url).origin]) {
      expect((await bench.post(LIST, token, { origin: good })).status).toBe(200);
    }
    const others = [
      'https://evil.example',
      `${origin}.evil.example`,
      'https://evil-app.example.com',
      `${origin}:8443`,
      'http://app.example.com',
      'null',
      'http://localhost:1',
      'http://localhost.evil.example',
      '',
    ];
    for (const other of others) {
      const { status } = await sendRaw(
        bench.server.port,
        [
          'POST /web-search/mcp HTTP/1.1',
          `Host: ${hostOf()}`,
          `Origin: ${other}`,
          `Authorization: Bearer ${token}`,
          'Content-Type: application/json',
          'Accept: application/json, text/event-stream',
        ],
        JSON.stringify(LIST),
      );
      expect([other, status]).toEqual([other, 403]);
    }
  });

  it.each(['GET', 'DELETE', 'OPTIONS'])('are refused on %s from a foreign origin', async (method) => {
    const headers = {
      origin: 'https://evil.example',
      authorization: `Bearer ${token}`,
      'access-control-request-method': 'POST',
    };
    expect((await fetch(bench.server.url, { method, headers })).status).toBe(403);
  });

  it('read the metadata from anywhere', async () => {
    const headers = {
      origin: 'https://anybody.example',
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'mcp-protocol-version',
    };
    for (const method of ['GET', 'OPTIONS']) {
      const response = await fetch(metadataUrl(), { method, headers });
      expect(response.ok).toBe(true);
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
    }
  });

  it('cannot come by a rebound name, and no name but the configured one is repeated', async () => {
    const ask = (...lines: string[]) =>
      sendRaw(bench.server.port, ['POST /web-search/mcp HTTP/1.1', ...lines]);
    expect((await ask('Host: evil.example')).status).toBe(403);
    const forwarded = await ask(`Host: ${hostOf()}`, 'X-Forwarded-Host: evil.example');
    expect(forwarded.status).toBe(401);
    expect(forwarded.text).not.toContain('evil.example');
  });
});

describe('a stream', () => {
  it('ends when the token ends that opened it', async () => {
    const exp = Math.floor(Date.now() / 1000) + 200;
    await using late = await startBench({ now: () => exp * 1000 - 50 });
    const notifications = { toolsListChanged: true };
    const [message, headers] = modern({
      ...call('x'),
      method: 'subscriptions/listen',
      params: { notifications },
    });
    const response = await late.post(message, await late.as.mint({ exp }), headers);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    await expect(response.text()).rejects.toThrow();
  });
});
