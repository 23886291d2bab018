import { defaultAudience } from './claims.ts';
import type { Environment } from './environment.ts';
import type { JsonObject } from './metadata.ts';
import type { ProtectedResource } from './resources.ts';

/** What oidc-provider says of a client that it registered (RFC 7591 §3.2.1). */
export type RegisteredClient = JsonObject & { client_id: string };

const kept = ['redirect_uris', 'client_name', 'client_uri', 'logo_uri', 'tos_uri', 'policy_uri'];
const keptAsRequested = [
  ...kept,
  'application_type',
  'contacts',
  'grant_types',
  'response_types',
  'token_endpoint_auth_method',
  'jwks',
  'jwks_uri',
];

/**
 * What becomes of a registration request. Scalekit ignores `grant_types`, `token_endpoint_auth_method` and
 * the like, and every client so registered is public; the setting `registeredClients` heeds them. `native` lets a
 * loopback redirect URI have another port than the registered one (RFC 8252 §7.3). Empty members, which some clients
 * send, count as missing. `scope` is not kept in either case: it would bar the client from asking for more later.
 */
export function clientMetadata(request: JsonObject, { settings }: Pick<Environment, 'settings'>): JsonObject {
  const isHeeded = settings.registeredClients === 'requested';
  const names = isHeeded ? keptAsRequested : kept;
  const given = Object.fromEntries(
    Object.entries(request).filter(([name, value]) => names.includes(name) && value !== ''),
  );
  const defaults = { application_type: 'native', response_types: ['code'] };
  if (!isHeeded) {
    return {
      ...given,
      ...defaults,
      grant_types: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_method: 'none',
    };
  }
  // RFC 7591 §2
  const unsaid = { grant_types: ['authorization_code'], token_endpoint_auth_method: 'client_secret_basic' };
  return { ...defaults, ...unsaid, ...given };
}

/** The error that a request deserves before oidc-provider looks at it; Scalekit bounds the names. */
export function registrationProblem(request: JsonObject): string | undefined {
  const bounds = { client_name: 128, description: 512 };
  for (const [name, bound] of Object.entries(bounds)) {
    const value = request[name];
    if (value === undefined) continue;
    if (typeof value !== 'string') return `${name} must be a string`;
    if (value.length > bound) return `${name} must not be longer than ${bound} characters`;
  }
  return undefined;
}

/** Why the redirect URIs may not be registered, whatever kind of client it is; undefined when they may. */
export function redirectUriProblem(
  { redirect_uris: uris }: JsonObject,
  { settings }: Pick<Environment, 'settings'>,
): string | undefined {
  if (!Array.isArray(uris) || settings.registeredClients !== 'requested') return undefined;
  if (uris.some(isInsecure)) return 'a redirect URI must be https, or http on loopback';
  if (uris.some(isGuessable)) return 'a scheme of your own must be a domain name in reverse order';
  return undefined;
}

const schemeOf = (uri: unknown): string =>
  typeof uri === 'string' && URL.canParse(uri) ? new URL(uri).protocol : '';

/** OAuth 2.1 §1.5: https, or loopback. */
function isInsecure(uri: unknown): boolean {
  return (
    schemeOf(uri) === 'http:' && !['127.0.0.1', 'localhost', '[::1]'].includes(new URL(String(uri)).hostname)
  );
}

/** OAuth 2.1 §8.4.3: a private-use scheme has a period, so that two applications do not meet in one. */
function isGuessable(uri: unknown): boolean {
  const scheme = schemeOf(uri);
  return !['', 'https:', 'http:'].includes(scheme) && !scheme.includes('.');
}

/** Scalekit's answer, which is not the echo of RFC 7591 §3.2.1; the setting `registrationResponse` gives that. */
export function registrationResponse(
  environment: Environment,
  client: RegisteredClient,
  request: JsonObject,
  resource: ProtectedResource,
): JsonObject {
  const { settings, clock } = environment;
  if (settings.registrationResponse === 'rfc7591') {
    return typeof client.client_id_issued_at === 'number'
      ? { ...client, client_id_issued_at: clock.seconds() }
      : client;
  }
  const now = new Date(clock.now()).toISOString();
  const requested = typeof request.scope === 'string' ? request.scope.split(' ').filter(Boolean) : [];
  return {
    client_id: client.client_id,
    secrets: [],
    name: client.client_name ?? '',
    description: request.description ?? '',
    create_time: now,
    update_time: now,
    scopes: requested.length === 0 ? [...resource.scopes] : requested,
    audience: [defaultAudience(environment, resource)].flat(),
    custom_claims: [],
    expiry: resource.accessTokenLifetime,
    resource_id: resource.id,
    redirect_uris: client.redirect_uris,
    ...(client.client_secret === undefined ? {} : { client_secret: client.client_secret }),
    client_secret_expires_at: 0,
    ...managementOf(client),
  };
}

/** Where the client manages its registration, and with what (RFC 7592 §3). */
function managementOf({
  registration_client_uri: uri,
  registration_access_token: token,
}: RegisteredClient): JsonObject {
  return uri === undefined ? {} : { registration_client_uri: uri, registration_access_token: token };
}
