import type { Environment } from './environment.ts';
import type { JsonObject } from './metadata.ts';

/** What oidc-provider says of a client that it registered (RFC 7591 §3.2.1). */
export type RegisteredClient = JsonObject & { client_id: string };

const kept = ['redirect_uris', 'client_name', 'client_uri', 'logo_uri', 'tos_uri', 'policy_uri'];

/**
 * What Scalekit makes of a registration request. It ignores `grant_types`, `token_endpoint_auth_method` and
 * the like, and every client so registered is public. `native` lets a loopback redirect URI have another
 * port than the registered one (RFC 8252 §7.3). Empty members, which some clients send, count as missing.
 */
export function clientMetadata(request: JsonObject): JsonObject {
  const given = Object.entries(request).filter(([name, value]) => kept.includes(name) && value !== '');
  return {
    ...Object.fromEntries(given),
    application_type: 'native',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
  };
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

/** Scalekit's answer, which is not the echo of RFC 7591 §3.2.1; the setting `registrationResponse` gives that. */
export function registrationResponse(
  { settings }: Environment,
  client: RegisteredClient,
  request: JsonObject,
): JsonObject {
  if (settings.registrationResponse === 'rfc7591') return client;
  const { id, url, scopes } = settings.resource;
  const now = new Date().toISOString();
  const requested = typeof request.scope === 'string' ? request.scope.split(' ').filter(Boolean) : [];
  return {
    client_id: client.client_id,
    secrets: [],
    name: client.client_name ?? '',
    description: request.description ?? '',
    create_time: now,
    update_time: now,
    scopes: requested.length === 0 ? [...scopes] : requested,
    audience: url === undefined ? [id] : [url, id],
    custom_claims: [],
    expiry: settings.resource.accessTokenLifetime,
    resource_id: id,
    redirect_uris: client.redirect_uris,
    client_secret_expires_at: 0,
  };
}
