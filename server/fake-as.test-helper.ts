import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

export interface SigningKey {
  kid: string;
  algorithm: string;
  private: CryptoKey;
  public: JWK;
}

export async function makeKey(kid: string, algorithm = 'ES256'): Promise<SigningKey> {
  const pair = await generateKeyPair(algorithm, { extractable: true });
  return {
    kid,
    algorithm,
    private: pair.privateKey,
    public: { ...(await exportJWK(pair.publicKey)), kid, alg: algorithm, use: 'sig' },
  };
}

/** A small authorization server whose every answer a test can replace. */
export interface FakeAuthorizationServer extends AsyncDisposable {
  url: string;
  issuer: string;
  key: SigningKey;
  /** Path → answer; what is missing is 404. */
  answers: Map<string, Answer>;
  /** Method and path of each request, in order. */
  requests: string[];
  /** Signs claims; those of a good token for this audience unless others are given. */
  mint(
    claims?: Record<string, unknown>,
    options?: { key?: SigningKey; header?: Record<string, unknown> },
  ): Promise<string>;
  close(): Promise<void>;
}

export const json =
  (value: unknown, status = 200, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
  };

export const RESOURCE_ID = 'res_1';

export async function startFakeAuthorizationServer(
  audience: () => string,
  port = 0,
): Promise<FakeAuthorizationServer> {
  const answers = new Map<string, Answer>();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      requests.push(`${request.method} ${path}`);
      (answers.get(path) ?? json({ error: 'not found' }, 404))(request, response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer = `${url}/resources/${RESOURCE_ID}`;
  const key = await makeKey('key-1');
  answers.set(
    `/resources/${RESOURCE_ID}/.well-known/oauth-authorization-server`,
    json({
      issuer,
      jwks_uri: `${url}/keys`,
      registration_endpoint: `${url}/register`,
      introspection_endpoint: `${url}/introspect`,
    }),
  );
  answers.set('/keys', json({ keys: [key.public] }));
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const mint: FakeAuthorizationServer['mint'] = async (
    claims = {},
    { key: signer = key, header = {} } = {},
  ) => {
    const now = Math.floor(Date.now() / 1000);
    const good = {
      iss: issuer,
      aud: audience(),
      sub: 'usr_1',
      client_id: 'm2m_1',
      iat: now,
      exp: now + 300,
      scope: 'web-search:read web-search:write',
    };
    return new SignJWT({ ...good, ...claims })
      .setProtectedHeader({ alg: signer.algorithm, kid: signer.kid, typ: 'JWT', ...header })
      .sign(signer.private);
  };
  return { url, issuer, key, answers, requests, mint, close, [Symbol.asyncDispose]: close };
}
