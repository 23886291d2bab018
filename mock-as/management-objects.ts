import type { ClientRecord, GrantRecord } from './controls.ts';
import type { Environment } from './environment.ts';
import type { JsonObject } from './metadata.ts';
import type { ProtectedResource, ResourceChange } from './resources.ts';

/** An end that the caller is told about, as Scalekit tells it. */
export class ManagementError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Scalekit's `Resource` object. Numbers are 64 bits wide there, and so they are text in its JSON. */
export function resourceObject(resource: ProtectedResource): JsonObject {
  return {
    id: resource.id,
    name: resource.name,
    description: resource.description,
    resource_id: resource.url ?? resource.id,
    resource_uri: resource.url ?? '',
    resource_type: 'MCP_SERVER',
    disable_dynamic_client_registration: !resource.dynamicRegistration,
    enable_cimd: resource.clientIdMetadataDocuments,
    xaa_enabled: resource.crossAppAccess,
    access_token_expiry: String(resource.accessTokenLifetime),
    refresh_token_expiry: String(resource.refreshTokenLifetime),
    scopes: resource.allScopes.map((scope) => ({ ...scope })),
    create_time: new Date(resource.createdAt).toISOString(),
    update_time: new Date(resource.updatedAt).toISOString(),
  };
}

/** What a request wants a resource to be; members that the mock does not know are ignored. */
export function changeOf(body: JsonObject): ResourceChange {
  const { disable_dynamic_client_registration: closed, scopes } = body;
  const change = {
    name: text(body, 'name'),
    description: text(body, 'description'),
    // An empty URL takes it away.
    url: text(body, 'resource_uri') === '' ? null : text(body, 'resource_uri'),
    accessTokenLifetime: whole(body, 'access_token_expiry'),
    refreshTokenLifetime: whole(body, 'refresh_token_expiry'),
    dynamicRegistration:
      closed === undefined ? undefined : !flag(body, 'disable_dynamic_client_registration'),
    clientIdMetadataDocuments: flag(body, 'enable_cimd'),
    crossAppAccess: flag(body, 'xaa_enabled'),
    scopes: scopes === undefined ? undefined : scopesOf(scopes),
  };
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

function scopesOf(given: unknown): ResourceChange['scopes'] {
  if (!Array.isArray(given)) throw wrong('scopes', 'a list');
  return given.map((scope: unknown) => {
    if (typeof scope === 'string') return scope;
    const { name, description, enabled } = (scope ?? {}) as JsonObject;
    if (typeof name !== 'string') throw wrong('scopes', 'a list of names, or of objects with a name');
    return {
      name,
      ...(typeof description === 'string' ? { description } : {}),
      ...(typeof enabled === 'boolean' ? { enabled } : {}),
    };
  });
}

function wrong(member: string, wanted: string): ManagementError {
  return new ManagementError(400, 'INVALID_ARGUMENT', `${member} must be ${wanted}`);
}

/** A member that is text, when it is there. */
export function text(body: JsonObject, member: string): string | undefined {
  const value = body[member];
  if (value !== undefined && typeof value !== 'string') throw wrong(member, 'a text');
  return value;
}

/** A member that is a list of texts, when it is there. */
export function texts(body: JsonObject, member: string): string[] | undefined {
  const value = body[member];
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || value.some((one) => typeof one !== 'string'))
    throw wrong(member, 'a list of texts');
  return value as string[];
}

function flag(body: JsonObject, member: string): boolean | undefined {
  const value = body[member];
  if (value !== undefined && typeof value !== 'boolean') throw wrong(member, 'true or false');
  return value;
}

function whole(body: JsonObject, member: string): number | undefined {
  const value = body[member];
  if (value === undefined) return undefined;
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  if (!Number.isInteger(number)) throw wrong(member, 'a whole number of seconds');
  return Number(number);
}

/** Scalekit's `M2MClient` object. */
export function clientObject({ clients, resources }: Environment, record: ClientRecord): JsonObject {
  const { id, name = '', resourceId = '', redirectUris, since } = record;
  const known = clients.find(id);
  const resource = resources.find(resourceId);
  const audience =
    known?.audience ?? (resource === undefined ? [] : [resource.url, resource.id].filter(Boolean));
  return {
    client_id: id,
    name,
    description: known?.description ?? '',
    resource_id: resourceId,
    is_cimd: record.kind === 'metadata-document',
    scopes: [...(known?.scopes ?? [])],
    audience: [...audience],
    custom_claims: Object.entries(known?.customClaims ?? {}).map(([key, value]) => ({ key, value })),
    expiry: String(known?.expiry ?? resource?.accessTokenLifetime ?? 3600),
    redirect_uris: [...redirectUris],
    create_time: new Date(since).toISOString(),
    update_time: new Date(since).toISOString(),
  };
}

/** Scalekit's `ResourceUserConsent` object. */
export function consentObject({ people }: Environment, grant: GrantRecord): JsonObject {
  return {
    id: grant.id,
    external_user_id: people.findUser(grant.subject)?.external_id ?? grant.subject,
    client_id: grant.clientId,
    client_name: grant.clientName ?? '',
    scopes: [...grant.scopes],
    granted_at: new Date(grant.grantedAt * 1000).toISOString(),
  };
}
