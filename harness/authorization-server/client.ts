import type { CryptoKey } from 'jose';
import type { Exchange, HeaderLine } from '../contract.ts';
import {
  authenticationOf,
  type AuthenticationMethod,
  type RegistrationStrategy,
} from '../oauth/client-authentication.ts';

/** A client that the authorization server should know. */
export interface Client {
  readonly id: string;
  readonly strategy: RegistrationStrategy;
  /** How it authenticates at the token endpoint. */
  readonly method: AuthenticationMethod;
  /** Registered for it. */
  readonly redirectUri: string;
  readonly secret?: string;
  /** For `private_key_jwt`. */
  readonly key?: { key: CryptoKey; kid: string };
  /** What came of its registration (RFC 7591 §3.2.1), where there was one. */
  readonly registration?: Registration;
}

export interface Registration {
  exchange: Exchange;
  /** The response, raw. */
  response: { [member: string]: unknown };
}

/** What a client adds to a request of the token endpoint to authenticate (OAuth 2.1 §2.4, RFC 7523 §2.2). */
export async function authenticate(
  client: Client,
  { issuer, tokenEndpoint }: { issuer: string; tokenEndpoint: string },
): Promise<{ form: URLSearchParams; headers: HeaderLine[] }> {
  const form = new URLSearchParams();
  const headers = new Headers();
  const server = { issuer, token_endpoint: tokenEndpoint };
  await (
    await authenticationOf(client)
  )(server, { client_id: client.id }, form, headers);
  return { form, headers: [...headers] };
}
