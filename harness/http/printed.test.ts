import { describe, expect, it } from 'vitest';
import { createRedactor } from './redact.ts';

const KEY = new Uint8Array(32).fill(7);

const SECRET = 'Zx81-0123456789';

describe('what programs print', () => {
  it.each([
    ['a variable', `SCALEKIT_CLIENT_SECRET=${SECRET}`],
    ['an inspected object', `{ access_token: '${SECRET}', expires_in: 60 }`],
    ['YAML', `  db_password: ${SECRET}`],
    ['a hash', `:refresh_token => "${SECRET}"`],
    ['a cookie field', `Cookie: theme=dark; sid=${SECRET}`],
    ['dumped headers', `{ 'set-cookie': [ 'sid=${SECRET}; Path=/' ] }`],
    ['headers in JSON in JSON', JSON.stringify(JSON.stringify({ 'set-cookie': [`sid=${SECRET}; Path=/`] }))],
    ['a command line', `curl -u admin:${SECRET} https://h.example`],
    ['a private key', `-----BEGIN PRIVATE KEY-----\n${SECRET}\n-----END PRIVATE KEY-----`],
    ['a private key in JSON, cut off', `{"key":"-----BEGIN EC PRIVATE KEY-----\\n${SECRET}`],
    ['a private JWK', `{"kty":"EC","d":"${SECRET}0123456789"}`],
    ['a form in JSON', JSON.stringify({ page: `<input name="token" value="${SECRET}">` })],
    ['another form in JSON', JSON.stringify({ page: `<input value="${SECRET}" name="token">` })],
  ])('%s', (_, text) => {
    const clean = createRedactor(KEY).text(text);
    expect(clean).toMatch(/‹[a-z_]+:[0-9a-f]{6}›/);
    expect(clean).not.toContain(SECRET);
  });

  it.each([
    'token: expired, code: ECONNREFUSED, authorization: required',
    'code: ERR_HTTP2_STREAM_1',
    'Set-Cookie: without a value',
    'secret_key: a key of your own',
    'password: https://as.example/forgotten-1',
    '{"token_endpoint_auth_methods_supported":["client_secret_basic"],"next_page":"session_1"}',
  ])('%j stays', (text) => {
    expect(createRedactor(KEY).text(text)).toBe(text);
  });

  it('a secret in the midst of what is encoded', () => {
    const redactor = createRedactor(KEY);
    redactor.learn('access_token', SECRET);
    for (const before of ['', 'x', 'xy', 'xyz']) {
      const encoded = Buffer.from(`${before}${SECRET} and more`).toString('base64');
      expect(redactor.text(encoded)).toMatch(/‹access_token:/);
    }
  });

  it('what is heard once is known from then on', () => {
    const redactor = createRedactor(KEY);
    expect(redactor.heard(`API_KEY=${SECRET}`)).not.toContain(SECRET);
    expect(redactor.text(`it was ${SECRET}`)).not.toContain(SECRET);
  });

  it('a field that carries a secret by its name', () => {
    const lines = createRedactor(KEY).headers([
      ['X-Refresh-Token', SECRET],
      ['X-Code', 'E-0123456789'],
    ]);
    expect(lines[0]?.[1]).toMatch(/^‹refresh_token:/);
    expect(lines[1]?.[1]).toBe('E-0123456789');
  });
});
