import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Exchange, HeaderLine } from '../contract.ts';
import { createRedactor } from './redact.ts';

const KEY = new Uint8Array(32).fill(7);
const JWT_HEADER = 'eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0';
const JWT_PAYLOAD = 'eyJzdWIiOiJ1c2VyXzEiLCJleHAiOjE3MDAwMDAwMDB9';
const JWT_SIGNATURE = 'c2lnbmF0dXJlLW9mLXRoZS10ZXN0LXRva2Vu';
const JWT = `${JWT_HEADER}.${JWT_PAYLOAD}.${JWT_SIGNATURE}`;
const PSEUDONYM = /^‹[a-z0-9_]+:[0-9a-f]{6,}›$/;

interface Parts {
  url?: string;
  request?: HeaderLine[];
  sent?: string;
  response?: HeaderLine[];
  body?: string;
}

function exchangeOf({
  url = 'http://127.0.0.1/',
  request = [],
  sent,
  response = [],
  body = '',
}: Parts): Exchange {
  return {
    id: 'x1',
    by: 'test',
    via: 'harness',
    request: { method: 'POST', url, headers: request, ...(sent === undefined ? {} : { body: sent }) },
    response: { status: 200, headers: response, body },
    timing: { startedMs: 0, durationMs: 0 },
  };
}

function redact(parts: Parts): Exchange {
  return createRedactor(KEY).exchange(exchangeOf(parts));
}

describe('pseudonyms', () => {
  it('are equal for equal secrets, wherever they stand', () => {
    const { request, response } = redact({
      request: [['Authorization', `Bearer ${JWT}`]],
      body: `You sent ${JWT}!`,
    });
    const pseudonym = /‹.*›/.exec(request.headers[0]?.[1] ?? '')?.[0] ?? '';
    expect(pseudonym).toMatch(PSEUDONYM);
    expect(response?.body).toBe(`You sent ${pseudonym}!`);
  });

  it('differ for different secrets, and from run to run', () => {
    const pseudonym = (secret: string, key?: Uint8Array) => {
      const redactor = createRedactor(key);
      redactor.learn('code', secret);
      return redactor.text(secret);
    };
    expect(pseudonym('secret-0001', KEY)).not.toBe(pseudonym('secret-0002', KEY));
    expect(pseudonym('secret-0001', KEY)).toBe(pseudonym('secret-0001', KEY));
    expect(pseudonym('secret-0001')).not.toBe(pseudonym('secret-0001'));
  });

  it('never stand for two secrets', () => {
    const redactor = createRedactor(KEY);
    const secrets = Array.from({ length: 20_000 }, (_, index) => `secret-${index}-value`);
    for (const secret of secrets) redactor.learn('code', secret);
    expect(new Set(secrets.map((secret) => redactor.text(secret))).size).toBe(secrets.length);
  });

  it('keep the kind that was learned first', () => {
    const redactor = createRedactor(KEY);
    redactor.learn('refresh_token', 's3cr3t-0123456789');
    const { request } = redactor.exchange(
      exchangeOf({ sent: 'token=s3cr3t-0123456789&token_type_hint=refresh_token' }),
    );
    expect(request.body).toMatch(/^token=‹refresh_token:[0-9a-f]{6}›&token_type_hint=refresh_token$/);
  });
});

describe('what judges read stays readable', () => {
  it.each<[string, HeaderLine, RegExp]>([
    ['a Bearer token', ['Authorization', 'Bearer 0paque-0123456789'], /^Bearer ‹access_token:\w+›$/],
    [
      'its scheme as written',
      ['authorization', 'bEaReR  0paque-0123456789'],
      /^bEaReR {2}‹access_token:\w+›$/,
    ],
    ['a scheme alone', ['Authorization', 'Bearer'], /^Bearer$/],
    ['a scheme and a space', ['Authorization', 'Bearer '], /^Bearer $/],
    ['Basic credentials', ['Authorization', 'Basic eDp5'], /^Basic ‹basic_credentials:\w+›$/],
    ['a token without scheme', ['Authorization', '0paque-0123456789'], /^‹authorization:\w+›$/],
    ['a cookie', ['Cookie', 'sid=abc123def456; lang=en'], /^sid=‹cookie:\w+›; lang=‹cookie:\w+›$/],
    [
      'a new cookie',
      ['Set-Cookie', 'sid=abc123def456; Path=/; HttpOnly'],
      /^sid=‹cookie:\w+›; Path=\/; HttpOnly$/,
    ],
    ['a session', ['Mcp-Session-Id', 'session-1'], /^‹session_id:\w+›$/],
    [
      'a redirect',
      ['Location', 'https://c.example/cb?code=abc123def456&state=xyz'],
      /^https:\/\/c\.example\/cb\?code=‹code:\w+›&state=xyz$/,
    ],
    [
      'a challenge',
      ['WWW-Authenticate', 'Bearer error="invalid_token", resource_metadata="https://x/y?z=1"'],
      /^Bearer error="invalid_token", resource_metadata="https:\/\/x\/y\?z=1"$/,
    ],
    [
      'an unquoted challenge',
      ['WWW-Authenticate', 'Bearer resource_metadata=https://x2/.well-known/y'],
      /^Bearer resource_metadata=https:\/\/x2\/.well-known\/y$/,
    ],
  ])('%s', (_, line, expected) => {
    expect(createRedactor(KEY).headers([line])[0]?.[1]).toMatch(expected);
  });

  it('JSON stays JSON', () => {
    const body = JSON.stringify({
      access_token: 'a"b\\c/d0123',
      nested: [{ password: 'p\n4ssw0rd!' }],
      token_type: 'Bearer',
      expires_in: 60,
    });
    const clean = JSON.parse(redact({ body }).response?.body ?? '') as Record<string, unknown>;
    expect(clean).toMatchObject({ token_type: 'Bearer', expires_in: 60 });
    expect(clean['access_token']).toMatch(PSEUDONYM);
    expect(clean['nested']).toEqual([{ password: expect.stringMatching(PSEUDONYM) as string }]);
  });

  it('error codes, metadata and JSON-RPC are left alone', () => {
    const body = JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      error: { code: -32600, message: 'x', data: { code: 'invalid_request' } },
      token_endpoint: 'https://as.example/oauth2/token',
      grant_types_supported: ['authorization_code', 'refresh_token'],
      code_challenge_methods_supported: ['S256'],
      inputSchema: { properties: { password: { type: 'string' }, token: { type: 'string' } } },
    });
    expect(redact({ body }).response?.body).toBe(body);
  });

  it('an everyday word in the place of a secret is replaced there and nowhere else', () => {
    const { request, response } = redact({
      request: [['Authorization', 'Bearer invalid_token']],
      sent: 'client_secret=secret&grant_type=client_credentials',
      response: [['WWW-Authenticate', 'Bearer error="invalid_token"']],
      body: '{"auth_methods":["client_secret_basic"],"token":"oauth2","issuer":"https://as.example/oauth2"}',
    });
    expect(request.headers[0]?.[1]).toMatch(/^Bearer ‹access_token:\w+›$/);
    expect(request.body).toMatch(/^client_secret=‹client_secret:\w+›&grant_type=client_credentials$/);
    expect(response?.headers[0]?.[1]).toBe('Bearer error="invalid_token"');
    expect(response?.body).toMatch(
      /^\{"auth_methods":\["client_secret_basic"\],"token":"‹token:\w+›","issuer":"https:\/\/as\.example\/oauth2"\}$/,
    );
  });

  it('a word that was named a secret is replaced, but not inside other words', () => {
    const redactor = createRedactor(KEY);
    redactor.learn('password', 'secret');
    expect(redactor.text('client_secret_basic is no secret')).toMatch(
      /^client_secret_basic is no ‹password:\w+›$/,
    );
  });

  it('a very short secret is replaced only in its place', () => {
    const redactor = createRedactor(KEY);
    redactor.learn('code', 'a1');
    expect(redactor.url('http://x/a1?code=a1')).toMatch(/^http:\/\/x\/a1\?code=‹code:\w+›$/);
  });
});

describe('what comes back in another spelling', () => {
  const secret = `p/w+d=&"'<é\\ 1234`;
  it.each([
    ['percent-encoded', encodeURIComponent(secret)],
    ['percent-encoded in lower case', encodeURIComponent(secret).toLowerCase()],
    [
      'percent-encoded altogether',
      Array.from(Buffer.from(secret))
        .map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
        .join(''),
    ],
    ['percent-encoded twice', encodeURIComponent(encodeURIComponent(secret))],
    ['form-encoded', new URLSearchParams({ a: secret }).toString()],
    ['in JSON', JSON.stringify(secret)],
    ['in JSON in JSON', JSON.stringify(JSON.stringify(secret))],
    [
      'in HTML',
      secret
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&#39;'),
    ],
    ['in base64', Buffer.from(secret).toString('base64')],
    ['in base64url', Buffer.from(secret).toString('base64url')],
  ])('%s', (_, spelling) => {
    const redactor = createRedactor(KEY);
    redactor.learn('client_secret', secret);
    expect(redactor.text(`x ${spelling} y`)).toMatch(/‹client_secret:[0-9a-f]{6}›/);
    expect(redactor.text(`x ${spelling} y`)).not.toContain(spelling);
  });

  it('the segments of a JWT alone', () => {
    const redactor = createRedactor(KEY);
    redactor.learn('access_token', JWT);
    expect(redactor.text(`${JWT_PAYLOAD} ${JWT_SIGNATURE} ${JWT_HEADER}`)).toMatch(
      /^‹access_token_payload:\w+› ‹access_token_signature:\w+› eyJhbGci/,
    );
  });

  it('the password of Basic credentials, and the credentials as text', () => {
    const basic = Buffer.from('client_1:p%2Fw0rd-0123').toString('base64');
    const { response } = redact({
      request: [['Authorization', `Basic ${basic}`]],
      body: `client_1 p/w0rd-0123 p%2Fw0rd-0123 client_1:p%2Fw0rd-0123 ${basic}`,
    });
    expect(response?.body).not.toMatch(/w0rd/);
    expect(response?.body).not.toContain(basic);
    expect(response?.body.startsWith('client_1 ‹')).toBe(true);
  });
});

describe('where secrets are found', () => {
  it.each([
    'access_token',
    'refresh-token',
    'ID_TOKEN',
    'id_token_hint',
    'logout_token',
    'subject_token',
    'actor_token',
    'token',
    'code',
    'codeVerifier',
    'client_secret',
    'client_assertion',
    'assertion',
    'device_code',
    'user_code',
    'auth_req_id',
    'password',
    'registrationAccessToken',
    'initial_access_token',
    'api-key',
    'authorization',
    'cookie',
    'sessionId',
    'mcp-session-id',
    'private_key',
    'secret',
  ])('a member, parameter and field %s', (name) => {
    const redactor = createRedactor(KEY);
    const places = [
      `{"${name}":"Zx81-0123456789"}`,
      `${name}=Zx81-0123456789`,
      `<i name="${name}" value="Zx81-0123456789">`,
    ];
    for (const place of places) expect(redactor.text(place)).toMatch(/‹\w+:[0-9a-f]{6}›/);
  });

  it.each<[string, Parts]>([
    ['a query', { url: 'http://127.0.0.1/cb?state=1&code=Zx81-0123456789' }],
    ['a fragment', { url: 'http://127.0.0.1/#access_token=Zx81-0123456789' }],
    ['user info of a URL', { url: 'http://me:Zx81-0123456789@127.0.0.1/' }],
    ['a form', { sent: 'a=b&code_verifier=Zx81-0123456789' }],
    ['JSON', { body: '{"a":[{"refreshToken" : "Zx81-0123456789"}]}' }],
    ['JSON that is cut off', { body: '{"registration_access_token":"Zx81-0123456789' }],
    [
      'JSON in a JSON string',
      { body: JSON.stringify({ text: JSON.stringify({ client_secret: 'Zx81-0123456789' }) }) },
    ],
    ['a stream', { body: 'data: {"id":1,"result":{"device_code":"Zx81-0123456789"}}\n\n' }],
    ['a URL in JSON', { body: '{"url":"https://x/cb?code=Zx81-0123456789&state=1"}' }],
    [
      'an encoded URL in a URL',
      { url: 'http://127.0.0.1/login?next=https%3A%2F%2Fx%2Fcb%3Fcode%3DZx81-0123456789%26state%3D1' },
    ],
    ['an HTML form', { body: '<input type="hidden" name="id_token" value="Zx81-0123456789">' }],
    ['an HTML form the other way round', { body: "<input value='Zx81-0123456789' name='assertion'/>" }],
    ['a copied header in text', { body: 'You sent Authorization: Bearer Zx81-0123456789' }],
    ['a key header', { request: [['X-API-Key', 'Zx81-0123456789']] }],
    ['a session header', { response: [['mcp-session-id', 'Zx81-0123456789']] }],
    [
      'one of two tokens',
      {
        request: [['Authorization', 'Bearer good-0123456789, Bearer Zx81-0123456789']],
        body: 'Zx81-0123456789',
      },
    ],
  ])('%s', (_, parts) => {
    const clean = JSON.stringify(redact(parts));
    expect(clean).toMatch(/‹\w+:[0-9a-f]{6}›/);
    expect(clean).not.toContain('Zx81-0123456789');
  });

  it('a JWT anywhere', () => {
    expect(redact({ body: `<p>${JWT}</p>` }).response?.body).toMatch(/^<p>‹jwt:\w+›<\/p>$/);
  });

  it('the message of a failure', () => {
    const exchange = exchangeOf({ request: [['Authorization', 'Bearer 0paque-0123456789']] });
    delete exchange.response;
    exchange.failure = { kind: 'other', message: 'invalid header: Bearer 0paque-0123456789' };
    expect(createRedactor(KEY).exchange(exchange).failure?.message).toMatch(
      /^invalid header: Bearer ‹access_token:\w+›$/,
    );
  });

  it('an end that was cut off within a secret', () => {
    const redactor = createRedactor(KEY);
    redactor.learn('access_token', '0paque-0123456789');
    const exchange = exchangeOf({ body: 'it was 0paque-0123' });
    if (exchange.response !== undefined) exchange.response.truncated = true;
    expect(redactor.exchange(exchange).response?.body).toBe('it was ‹cut›');
  });
});

describe('properties', () => {
  const characters = (set: string) =>
    fc.string({ unit: fc.constantFrom(...set.split('')), minLength: 14, maxLength: 40 });
  const strong = (text: string) => /\d/.test(text) && /[A-Za-z]/.test(text);
  const jwt = fc.uint8Array({ minLength: 20, maxLength: 60 }).map((bytes) => {
    const payload = Buffer.from(JSON.stringify({ sub: Buffer.from(bytes).toString('hex') })).toString(
      'base64url',
    );
    return `${JWT_HEADER}.${payload}.${Buffer.from(bytes).toString('base64url')}`;
  });
  const secret = fc.oneof(
    fc.uuid(),
    jwt,
    characters('abcdefghijklmnopqrstuvwxyz0123456789').filter(strong),
    characters('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~').filter(strong),
    characters('ABCDEFabcdef0123456789+/=').filter((text) => strong(text) && !text.startsWith('=')),
  );
  const member = fc.constantFrom(
    'access_token',
    'refresh_token',
    'id_token',
    'code',
    'code_verifier',
    'client_secret',
    'client_assertion',
    'password',
    'device_code',
    'api_key',
  );

  /** Where a secret may become known. */
  const plants: ((name: string, secret: string) => Parts)[] = [
    (_, s) => ({ request: [['Authorization', `Bearer ${s}`]] }),
    (_, s) => ({
      request: [
        ['Authorization', `Basic ${Buffer.from(`client:${encodeURIComponent(s)}`).toString('base64')}`],
      ],
    }),
    (_, s) => ({ request: [['Cookie', `a=1; sid=${encodeURIComponent(s)}`]] }),
    (_, s) => ({ response: [['Set-Cookie', `sid=${encodeURIComponent(s)}; Path=/`]] }),
    (_, s) => ({ response: [['Mcp-Session-Id', s]] }),
    (name, s) => ({ url: `http://127.0.0.1/cb?state=1&${name}=${encodeURIComponent(s)}` }),
    (name, s) => ({ response: [['Location', `https://c.example/?${name}=${encodeURIComponent(s)}&x=1`]] }),
    (name, s) => ({
      request: [['Content-Type', 'application/x-www-form-urlencoded']],
      sent: new URLSearchParams({ a: 'b', [name]: s }).toString(),
    }),
    (name, s) => ({ body: JSON.stringify({ a: [{ b: { [name]: s } }] }) }),
    (name, s) => ({ body: JSON.stringify({ text: JSON.stringify({ [name]: s }, null, 2) }) }),
    (name, s) => ({ body: `<form><input type="hidden" name="${name}" value="${s}"></form>` }),
  ];
  /** Where it may come back. */
  const echoes: ((secret: string) => Parts)[] = [
    (s) => ({ body: `<p>${s}</p>` }),
    (s) => ({ body: JSON.stringify({ message: `unknown: ${s}` }) }),
    (s) => ({ body: JSON.stringify(JSON.stringify({ message: `'${s}'` })) }),
    (s) => ({ body: encodeURIComponent(s) }),
    (s) => ({ body: encodeURIComponent(encodeURIComponent(s)) }),
    (s) => ({ body: `${s}${s}` }),
    (s) => ({ response: [['X-Debug', s]] }),
    (s) => ({ response: [['WWW-Authenticate', `Bearer error_description="bad ${s}"`]] }),
    (s) => ({ url: `http://127.0.0.1/${encodeURIComponent(s)}` }),
    (s) => ({ sent: `a=${encodeURIComponent(s)}` }),
    (s) => ({ body: Buffer.from(s).toString('base64') }),
  ];

  const merge = (a: Parts, b: Parts): Exchange =>
    exchangeOf({
      url: b.url ?? a.url ?? 'http://127.0.0.1/',
      request: [...(a.request ?? []), ...(b.request ?? [])],
      sent: [a.sent, b.sent].filter((text) => text !== undefined).join('&'),
      response: [...(a.response ?? []), ...(b.response ?? [])],
      body: (a.body ?? '') + (b.body ?? ''),
    });

  /** The spellings of a secret of which none may survive. */
  const spellings = (s: string) => {
    const [, payload, signature] = s.startsWith('eyJ') ? s.split('.') : [];
    return [s, encodeURIComponent(s), Buffer.from(s).toString('base64url'), payload, signature].filter(
      (one) => one !== undefined,
    );
  };

  it('no secret survives an exchange, wherever it stands', () => {
    fc.assert(
      fc.property(
        secret,
        member,
        fc.constantFrom(...plants),
        fc.constantFrom(...echoes),
        (s, name, plant, echo) => {
          const planted = plant(name, s);
          const echoed = echo(s);
          // An exchange has one URL: where both want it, the secret is learned from an exchange before.
          const redactor = createRedactor();
          const first = redactor.exchange(exchangeOf(planted));
          const second = redactor.exchange(
            merge(planted.url !== undefined && echoed.url !== undefined ? {} : planted, echoed),
          );
          const clean = JSON.stringify([first, second]);
          for (const spelling of spellings(s)) expect(clean).not.toContain(spelling);
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('no secret that was named survives, of whatever characters', () => {
    const wild = fc
      .string({ unit: 'grapheme', minLength: 8, maxLength: 30 })
      .filter((s) => s.length >= 8 && s === s.trim() && !/^[A-Za-z-_. ]*$|^\d*$/.test(s));
    fc.assert(
      fc.property(wild, fc.constantFrom(...echoes), (s, echo) => {
        const redactor = createRedactor();
        redactor.learn('token', s);
        const clean = redactor.exchange(merge({}, echo(s)));
        const text = [
          clean.request.url,
          clean.request.body,
          clean.response?.body,
          ...(clean.response?.headers ?? []).flat(),
        ].join('\n');
        for (const spelling of [s, encodeURIComponent(s), JSON.stringify(s).slice(1, -1)])
          expect(text).not.toContain(spelling);
      }),
      { numRuns: 1_000 },
    );
  });

  it('doing it again changes nothing', () => {
    fc.assert(
      fc.property(
        secret,
        member,
        fc.constantFrom(...plants),
        fc.constantFrom(...echoes),
        (s, name, plant, echo) => {
          const redactor = createRedactor();
          const once = redactor.exchange(merge(plant(name, s), echo(s)));
          expect(redactor.exchange(once)).toEqual(once);
          expect(redactor.again(once)).toEqual(once);
        },
      ),
    );
  });

  it('what is learned later is replaced in what came before', () => {
    fc.assert(
      fc.property(secret, member, fc.constantFrom(...echoes), (s, name, echo) => {
        const redactor = createRedactor();
        const before = redactor.exchange(merge({}, echo(s)));
        redactor.learn(name, s);
        const clean = JSON.stringify(redactor.again(before));
        for (const spelling of spellings(s)) expect(clean).not.toContain(spelling);
      }),
      { numRuns: 1_000 },
    );
  });

  it('what holds no secret stays as it is', () => {
    const harmless = fc.json({ maxDepth: 3 });
    fc.assert(
      fc.property(harmless, (body) => {
        const redactor = createRedactor();
        redactor.learn('access_token', randomBytes(16).toString('hex'));
        expect(redactor.exchange(exchangeOf({ body })).response?.body).toBe(body);
      }),
    );
  });
});

it('is quick on a large body with many secrets', () => {
  const redactor = createRedactor();
  for (let count = 0; count < 1_000; count += 1)
    redactor.learn('access_token', randomBytes(24).toString('base64url'));
  const bodies = [
    JSON.stringify(
      Array.from({ length: 20_000 }, (_, id) => ({
        id,
        name: `entry ${id}`,
        url: `https://x.example/${id}?a=b%20c`,
      })),
    ),
    'x'.repeat(2_000_000),
    '"'.repeat(500_000),
    '\\'.repeat(500_000),
    '%25'.repeat(300_000),
    'eyJ'.repeat(300_000),
    'name="a" '.repeat(100_000),
    'value="a" '.repeat(100_000),
    '//a:'.repeat(200_000),
    'Bearer '.repeat(100_000),
    '&lt;'.repeat(200_000),
  ];
  for (const body of bodies) {
    const started = performance.now();
    redactor.exchange(exchangeOf({ body }));
    expect(performance.now() - started, body.slice(0, 20)).toBeLessThan(5_000);
  }
});
