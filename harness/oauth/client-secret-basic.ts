import type { ClientAuth } from 'oauth4webapi';

/**
 * OAuth 2.1 §2.4.1: both parts in the form encoding. Only what that encoding must replace is replaced: servers that
 * forget to decode then still read a usual id and secret right, which oauth4webapi's stricter spelling breaks.
 */
export function clientSecretBasic(id: string, secret: string): ClientAuth {
  const encode = (text: string) => new URLSearchParams({ '': text }).toString().slice(1);
  const credentials = Buffer.from(`${encode(id)}:${encode(secret)}`).toString('base64');
  return (_server, _client, _body, headers) => headers.set('authorization', `Basic ${credentials}`);
}
