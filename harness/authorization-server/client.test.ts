import { expect, test } from 'vitest';
import { authenticate, type Client } from './client.ts';

const at = { issuer: 'http://127.0.0.1:1', tokenEndpoint: 'http://127.0.0.1:1/token' };
const client = (id: string, secret: string): Client => ({
  ...{
    id,
    secret,
    strategy: 'dcr',
    method: 'client_secret_basic',
    redirectUri: 'http://127.0.0.1:2/callback',
  },
});

const pairOf = async (id: string, secret: string) => {
  const { headers } = await authenticate(client(id, secret), at);
  const value = new Headers(headers).get('authorization') ?? '';
  return Buffer.from(value.replace(/^Basic /, ''), 'base64').toString();
};

test('an id or a secret of everyday characters reads the same without decoding', async () => {
  expect(await pairOf('0c5e-4a_1.b', 'a-b_c.d')).toBe('0c5e-4a_1.b:a-b_c.d');
});

test('characters that would be misread are encoded', async () => {
  expect(await pairOf('https://a.example/c', 'p:q+r %')).toBe('https%3A%2F%2Fa.example%2Fc:p%3Aq%2Br+%25');
});
