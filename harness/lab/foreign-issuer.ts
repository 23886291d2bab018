import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json } from '../contract.ts';

/** An authorization server that is in order in every respect, but nobody's whom the server under test trusts. */
export interface ForeignIssuer extends AsyncDisposable {
  issuer: string;
}

/**
 * Starts one on loopback: metadata (RFC 8414 §3, OpenID Connect Discovery §4), keys, and user info and introspection
 * that approve of whatever they are asked about.
 *
 * @param key public key that its tokens are signed with, as JWK.
 */
export async function startForeignIssuer(key: object): Promise<ForeignIssuer> {
  const server = createServer((request, response) => {
    const answer = documents[(request.url ?? '').split('?', 1)[0] ?? ''];
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? {}));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const metadata = {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    userinfo_endpoint: `${issuer}/userinfo`,
    introspection_endpoint: `${issuer}/introspect`,
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
  };
  const documents: Record<string, Json> = {
    '/.well-known/oauth-authorization-server': metadata,
    '/.well-known/openid-configuration': metadata,
    '/jwks': { keys: [{ ...key }] },
    '/userinfo': { sub: 'user' },
    '/introspect': { active: true },
  };
  return {
    issuer,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
