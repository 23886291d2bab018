import * as oauth from 'oauth4webapi';
import type { MockAuthorizationServer } from './index.ts';

/** For tests: the mock speaks plain HTTP on loopback. */
// eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so only to stand out
export const insecure = { [oauth.allowInsecureRequests]: true };

export const redirectUri = 'http://127.0.0.1:8976/callback';

/** Reads the metadata as a client does that knows only the issuer. */
export async function discover(issuer: string): Promise<oauth.AuthorizationServer> {
  const identifier = new URL(issuer);
  const response = await oauth.discoveryRequest(identifier, { algorithm: 'oauth2', ...insecure });
  return oauth.processDiscoveryResponse(identifier, response);
}

/** Registers a public client at Scalekit's endpoint; its answer is no RFC 7591 echo, so it is read by hand. */
export async function register(
  as: oauth.AuthorizationServer,
  metadata: Record<string, unknown> = {},
): Promise<oauth.Client> {
  const response = await fetch(String(as.registration_endpoint), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_name: 'Test client', redirect_uris: [redirectUri], ...metadata }),
  });
  if (response.status !== 201) throw new Error(`registration answered ${response.status}`);
  return (await response.json()) as oauth.Client;
}

export interface CodeRequest {
  scope?: string;
  resource?: string;
  redirectUri?: string;
  parameters?: Record<string, string>;
}

export interface AuthorizationAttempt {
  response: Response;
  verifier: string;
  state: string;
}

/** Sends the browser to the authorization endpoint and stops at its answer. */
export async function authorize(
  as: oauth.AuthorizationServer,
  client: oauth.Client,
  wanted: CodeRequest = {},
): Promise<AuthorizationAttempt> {
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const url = new URL(String(as.authorization_endpoint));
  url.search = new URLSearchParams({
    client_id: client.client_id,
    response_type: 'code',
    redirect_uri: wanted.redirectUri ?? redirectUri,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    ...(wanted.scope === undefined ? {} : { scope: wanted.scope }),
    ...(wanted.resource === undefined ? {} : { resource: wanted.resource }),
    ...wanted.parameters,
  }).toString();
  return { response: await fetch(url, { redirect: 'manual' }), verifier, state };
}

/** Where an answer of the authorization endpoint redirects to. */
export function redirectOf({ response }: Pick<AuthorizationAttempt, 'response'>): URL {
  return new URL(response.headers.get('location') ?? '');
}

/** The code flow to its end. */
export async function obtainTokens(
  as: oauth.AuthorizationServer,
  client: oauth.Client,
  wanted: CodeRequest = {},
): Promise<oauth.TokenEndpointResponse> {
  const attempt = await authorize(as, client, wanted);
  const parameters = oauth.validateAuthResponse(as, client, redirectOf(attempt), attempt.state);
  const response = await oauth.authorizationCodeGrantRequest(
    as,
    client,
    oauth.None(),
    parameters,
    wanted.redirectUri ?? redirectUri,
    attempt.verifier,
    {
      ...insecure,
      ...(wanted.resource === undefined ? {} : { additionalParameters: { resource: wanted.resource } }),
    },
  );
  return oauth.processAuthorizationCodeResponse(as, client, response);
}

/** Uses a refresh token. */
export async function refresh(
  as: oauth.AuthorizationServer,
  client: oauth.Client,
  refreshToken: string,
): Promise<oauth.TokenEndpointResponse> {
  const response = await oauth.refreshTokenGrantRequest(as, client, oauth.None(), refreshToken, insecure);
  return oauth.processRefreshTokenResponse(as, client, response);
}

/** Introspects as the confidential client. */
export async function introspect(
  mock: MockAuthorizationServer,
  token: string,
): Promise<Record<string, unknown>> {
  const response = await fetch(mock.urls.introspection, {
    method: 'POST',
    headers: { authorization: basic(mock.client) },
    body: new URLSearchParams({ token }),
  });
  if (response.status !== 200) throw new Error(`introspection answered ${response.status}`);
  return (await response.json()) as Record<string, unknown>;
}

/** The Basic credentials of a client whose id and secret need no encoding. */
export function basic({ id, secret }: { id: string; secret: string }): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
}
