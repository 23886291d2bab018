import { expect, it } from 'vitest';
import { createRedactor } from './redact.ts';

const redactor = createRedactor();
const token = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1c3JfMSJ9.c2lnbmF0dXJl';

it('gives equal secrets equal names, wherever they stand', () => {
  const answer = redactor.body(
    JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: 3600 }),
  );
  const [name = ''] = /‹access_token:[0-9a-f]{8}›/.exec(answer) ?? [];
  expect(answer).toContain('"token_type": "Bearer"');
  expect(redactor.headers([['authorization', `Bearer ${token}`]])).toEqual([
    ['authorization', `Bearer ${name}`],
  ]);
  expect(redactor.body(`token=${token}&token_type_hint=access_token`)).toBe(
    `token=${name}&token_type_hint=access_token`,
  );
  expect(redactor.body(`It was ${token}.`)).toBe(`It was ${name}.`);
  expect(redactor.body(`token=${token}x`)).not.toContain(name);
});

it.each([
  ['client_id=c&client_secret=hush-hush', 'hush'],
  ['grant_type=authorization_code&code=hush-hush&code_verifier=hush-hush', 'hush'],
  ['{"secrets":[{"id":"sks_1","plain_secret":"hush-hush"}],"client_secret":"hush-hush"}', 'hush'],
  ['<input type="hidden" name="form_token" value="hush-hush">', 'hush'],
  ['data: {"result":"eyJhbGciOiJub25lIn0.eyJhIjoiaHVzaCJ9.hush"}', 'hush'],
])('leaves nothing of the secrets in %s', (body, secret) => {
  expect(redactor.body(body)).not.toContain(secret);
  expect(redactor.body(body)).toContain('‹');
});

it('keeps what is no secret', () => {
  expect(redactor.target('/oauth/authorize?client_id=c&code_challenge=x&scope=a+b')).toBe(
    '/oauth/authorize?client_id=c&code_challenge=x&scope=a+b',
  );
  expect(redactor.headers([['authorization', `Basic ${btoa('skc_1:hush')}`]])[0]?.[1]).toMatch(
    /^Basic skc_1:‹client_secret:\w+›$/,
  );
  expect(redactor.body('no form, just words = nothing')).toBe('no form, just words = nothing');
});

it.each([
  ['cookie', '_session=hush; other=hush'],
  ['set-cookie', '_session=hush; path=/; httponly'],
  ['location', 'http://127.0.0.1:1/callback?code=hush&state=s'],
  ['mcp-session-id', 'hush'],
  ['authorization', 'Basic hush'],
  ['authorization', 'DPoP hush'],
])('leaves nothing of the secret in %s: %s', (name, value) => {
  expect(redactor.headers([[name, value]])[0]?.[1]).not.toContain('hush');
});
