import type { CryptoKey } from 'jose';
import type { ClientAuth, PrivateKey } from 'oauth4webapi';

/** How a client gets to be known (MCP 2025-11-25 «Client Registration Approaches»). */
export type RegistrationStrategy = 'pre-registered' | 'cimd' | 'dcr';

/** How a client authenticates at the token endpoint (OAuth 2.1 §2.4, RFC 7523 §2.2). */
export type AuthenticationMethod = 'none' | 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt';

/** What a client authenticates with. */
export interface Credentials {
  readonly id: string;
  readonly method: AuthenticationMethod;
  readonly secret?: string | undefined;
  /** For `private_key_jwt`. */
  readonly key?: CryptoKey | PrivateKey | undefined;
}

/** Adds to a request what its method asks for. The library is loaded with the first request: suites import this module. */
export async function authenticationOf({ id, method, secret, key }: Credentials): Promise<ClientAuth> {
  const { ClientSecretPost, None, PrivateKeyJwt } = await import('oauth4webapi');
  switch (method) {
    case 'none':
      return None();
    case 'client_secret_basic':
      return clientSecretBasic(id, secret ?? '');
    case 'client_secret_post':
      return ClientSecretPost(secret ?? '');
    case 'private_key_jwt':
      if (key === undefined) throw new Error(`The client ${id} has no key for private_key_jwt.`);
      return PrivateKeyJwt(key);
  }
}

/**
 * OAuth 2.1 §2.4.1: both parts in the form encoding. Only what that encoding must replace is replaced: servers that
 * forget to decode then still read a usual id and secret right, which oauth4webapi's stricter spelling breaks.
 */
function clientSecretBasic(id: string, secret: string): ClientAuth {
  const encode = (text: string) => new URLSearchParams({ '': text }).toString().slice(1);
  const credentials = Buffer.from(`${encode(id)}:${encode(secret)}`).toString('base64');
  return (_server, _client, _body, headers) => headers.set('authorization', `Basic ${credentials}`);
}
