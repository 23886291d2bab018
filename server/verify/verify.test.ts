import { createHmac, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKey } from '../fake-as.test-helper.ts';
import { LIST, startBench, type Bench } from '../wire.test-helper.ts';

let bench: Bench;
let good: string;
beforeAll(async () => {
  bench = await startBench();
  good = await bench.as.mint();
});
afterAll(() => bench[Symbol.asyncDispose]());

const now = () => Math.floor(Date.now() / 1000);
const encode = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const payloadOf = (token: string) => token.split('.')[1] ?? '';

async function statusOf(token: string): Promise<number> {
  const response = await bench.post(LIST, token);
  const text = await response.text();
  const challenge = response.headers.get('www-authenticate') ?? '';
  if (response.status === 401) {
    expect(challenge).toMatch(
      /^Bearer error="invalid_token", error_description="[ -!#-[\]-~]+", scope="web-search:read", resource_metadata="[^"]+"$/,
    );
  }
  expect(text + challenge).not.toContain(token.slice(-20));
  expect(text).not.toMatch(/ at .*\.ts|node_modules/);
  return response.status;
}

describe('claims', () => {
  const url = () => bench.server.url;

  it.each<[string, () => Record<string, unknown>]>([
    ['the audience is one of several', () => ({ aud: ['https://other.example', url()] })],
    ['the audience is the resource id of Scalekit', () => ({ aud: ['res_1'] })],
    ['scheme and host of the audience are in upper case', () => ({ aud: url().replace('http:', 'HTTP:') })],
    ['the issuer is the environment, before the migration', () => ({ iss: bench.as.url })],
    ['it begins ten seconds ahead', () => ({ nbf: now() + 10, iat: now() + 10 })],
    ['it has no subject', () => ({ sub: undefined })],
    ['it has claims that nobody knows', () => ({ custom_claims: { a: 1 }, roles: [] })],
  ])('are good when %s', async (_title, claims) => {
    expect(await statusOf(await bench.as.mint(claims()))).toBe(200);
  });

  it.each<[string, () => Record<string, unknown>]>([
    ['the audience is another', () => ({ aud: 'https://other.example/mcp' })],
    ['the audience is missing', () => ({ aud: undefined })],
    [
      'the audience is a longer host',
      () => ({ aud: `${new URL(url()).origin}.evil.example/web-search/mcp` }),
    ],
    ['the audience is a longer path', () => ({ aud: `${url()}-other` })],
    ['the audience has a slash more', () => ({ aud: `${url()}/` })],
    ['the audience is a sibling', () => ({ aud: url().replace('mcp', 'other') })],
    ['the audience is the origin only', () => ({ aud: new URL(url()).origin })],
    ['the audience contains it', () => ({ aud: `https://evil.example/?${url()}` })],
    ['the path is in upper case', () => ({ aud: url().replace('mcp', 'MCP') })],
    ['an array of audiences lacks it', () => ({ aud: ['https://a.example', 'https://b.example'] })],
    ['the audience is empty', () => ({ aud: [] })],
    ['the audience is a number', () => ({ aud: 1 })],
    ['the audience is an object', () => ({ aud: { [url()]: url() } })],
    ['the audience holds a number', () => ({ aud: [url(), 1] })],
    ['the issuer is another', () => ({ iss: 'https://evil.example' })],
    ['the issuer has a slash more', () => ({ iss: `${bench.as.issuer}/` })],
    ['the issuer is missing', () => ({ iss: undefined })],
    ['the issuer is a list', () => ({ iss: [bench.as.issuer] })],
    ['it has expired', () => ({ exp: now() - 600 })],
    ['it expires now', () => ({ exp: now() })],
    ['it has no end', () => ({ exp: undefined })],
    ['its end is text', () => ({ exp: String(now() + 300) })],
    ['its end is null', () => ({ exp: null })],
    ['its end is a list', () => ({ exp: [now() + 300] })],
    ['it begins in an hour', () => ({ nbf: now() + 3600 })],
    ['it was issued in an hour', () => ({ iat: now() + 3600 })],
    ['it is bound to a key', () => ({ cnf: { jkt: 'x' } })],
    ['it is an ID token', () => ({ nonce: 'n', at_hash: 'x' })],
    ['it is a logout token', () => ({ events: {} })],
    ['it is a refresh token', () => ({ token_use: 'refresh' })],
    ['its subject is a number', () => ({ sub: 1 })],
    ['the text of a claim is hostile', () => ({ aud: 'x", error="none\r\nSet-Cookie: a=b' })],
  ])('are refused when %s', async (_title, claims) => {
    expect(await statusOf(await bench.as.mint(claims()))).toBe(401);
  });

  it('are refused when a number is beyond all bounds', async () => {
    const text = Buffer.from(payloadOf(good), 'base64url')
      .toString()
      .replace(/"exp":\d+/, '"exp":1e999');
    const { CompactSign } = await import('jose');
    const token = await new CompactSign(Buffer.from(text))
      .setProtectedHeader({ alg: 'ES256', kid: bench.as.key.kid })
      .sign(bench.as.key.private);
    expect(await statusOf(token)).toBe(401);
  });

  it('are checked after expiry wins over scope', async () => {
    expect(await statusOf(await bench.as.mint({ exp: now() - 600, scope: '' }))).toBe(401);
  });
});

describe('headers', () => {
  it.each([{ typ: 'at+jwt' }, { typ: 'AT+JWT' }, { typ: 'application/at+jwt' }, { typ: undefined }])(
    'are good with %j',
    async (header) => {
      expect(await statusOf(await bench.as.mint({}, { header }))).toBe(200);
    },
  );

  it.each([
    { typ: 'logout+jwt' },
    { typ: 'secevent+jwt' },
    { typ: 'client-authentication+jwt' },
    { kid: 'unknown' },
    { kid: '../../dev/null' },
    { kid: '__proto__' },
    { kid: "' OR 1=1 --" },
    { kid: 'x'.repeat(4000) },
  ])('are refused with %j', async (header) => {
    expect(await statusOf(await bench.as.mint({}, { header }))).toBe(401);
  });

  const forge = (header: Record<string, unknown>, signature = 'AAAA') =>
    `${encode({ kid: bench.as.key.kid, ...header })}.${payloadOf(good)}.${signature}`;

  it.each(['none', 'None', 'NONE', 'nOnE', '', 'HS256', 'RS256', 'ES384', 'dir'])(
    'are refused with the algorithm "%s"',
    async (alg) => {
      expect(await statusOf(forge({ alg }, ''))).toBe(401);
      expect(await statusOf(forge({ alg }))).toBe(401);
    },
  );

  it('are refused when the public key is the secret of an HMAC', async () => {
    const input = `${encode({ alg: 'HS256', kid: bench.as.key.kid })}.${payloadOf(good)}`;
    const mac = createHmac('sha256', JSON.stringify(bench.as.key.public)).update(input).digest('base64url');
    expect(await statusOf(`${input}.${mac}`)).toBe(401);
  });

  it('are refused with critical extensions and unencoded payloads', async () => {
    const [, payload, signature] = good.split('.');
    for (const header of [
      { crit: ['x-unknown'], 'x-unknown': 1 },
      { b64: false },
      { b64: false, crit: ['b64'] },
      { crit: [] },
    ]) {
      expect(
        await statusOf(
          `${encode({ alg: 'ES256', kid: bench.as.key.kid, ...header })}.${payload}.${signature}`,
        ),
      ).toBe(401);
    }
  });

  it('do not bring their own key', async () => {
    const foreign = await makeKey(bench.as.key.kid);
    const before = bench.as.requests.length;
    for (const header of [
      { jwk: foreign.public },
      { jku: `${bench.as.url}/evil` },
      { x5u: `${bench.as.url}/evil` },
      { x5c: ['MIIB'] },
      { kid: undefined },
    ]) {
      expect(await statusOf(await bench.as.mint({}, { key: foreign, header }))).toBe(401);
    }
    expect(bench.as.requests.slice(before)).not.toContain('GET /evil');
  });
});

describe('signatures', () => {
  it('are refused when the payload was changed, or they are zeros or in another form', async () => {
    const [header, , signature] = good.split('.');
    const changed = encode(Buffer.from(payloadOf(good), 'base64url').toString().replace('usr_1', 'usr_2'));
    expect(await statusOf(`${header}.${changed}.${signature}`)).toBe(401);
    expect(await statusOf(`${header}.${payloadOf(good)}.${Buffer.alloc(64).toString('base64url')}`)).toBe(
      401,
    );
    expect(await statusOf(`${header}.${payloadOf(good)}.MEQCIAAA`)).toBe(401);
    expect(await statusOf(`${header}.${payloadOf(good)}.`)).toBe(401);
  });

  it('are refused by RSA keys that are too short', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const { json } = await import('../fake-as.test-helper.ts');
    const { createSign } = await import('node:crypto');
    await using other = await startBench();
    const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'short', use: 'sig', alg: 'RS256' };
    other.as.answers.set('/keys', json({ keys: [other.as.key.public, jwk] }));
    const claims = payloadOf(await other.as.mint());
    const input = `${encode({ alg: 'RS256', kid: 'short' })}.${claims}`;
    const signature = createSign('sha256').update(input).sign(privateKey).toString('base64url');
    expect((await other.post(LIST, `${input}.${signature}`)).status).toBe(401);
  });
});

describe('what is no JWT', () => {
  it.each([
    'opaque',
    'a.b',
    'a.b.c',
    'a.b.c.d.e',
    '........',
    'eyJhbGciOiJFUzI1NiJ9',
    'bnVsbA.bnVsbA.x',
    'W10.W10.x',
  ])('is refused: %s', async (token) => {
    expect((await bench.post(LIST, token)).status).toBe(401);
  });

  it('is refused when the payload is no object', async () => {
    const { CompactSign } = await import('jose');
    for (const payload of ['null', '[]', '"x"', 'not json']) {
      const token = await new CompactSign(Buffer.from(payload))
        .setProtectedHeader({ alg: 'ES256', kid: bench.as.key.kid })
        .sign(bench.as.key.private);
      expect((await bench.post(LIST, token)).status).toBe(401);
    }
  });
});
