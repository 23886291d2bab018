import { authorizationServer, metadataIssuer, paths } from './environment.ts';
import type { Environment } from './environment.ts';
import type { ProtectedResource } from './resources.ts';

export type JsonObject = Record<string, unknown>;

/** What both kinds of metadata say alike (RFC 8414 §2). */
function common({ settings, base }: Environment, resources: readonly ProtectedResource[]): JsonObject {
  const { introspection, revocation } = paths('');
  const extended = settings.extendedMetadata
    ? {
        introspection_endpoint: base + introspection,
        revocation_endpoint: base + revocation,
        scopes_supported: scopesSupported(settings.openidConfiguration, resources),
        response_modes_supported: ['query'],
      }
    : {};
  return {
    response_types_supported: ['code'],
    grant_types_supported: ['authorization_code', 'client_credentials', 'refresh_token'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: [...settings.clientAuthenticationMethods],
    ...(settings.authorizationResponseIssuer ? { authorization_response_iss_parameter_supported: true } : {}),
    client_id_metadata_document_supported: resources.some((one) => one.clientIdMetadataDocuments),
    ...extended,
  };
}

function scopesSupported(openid: boolean, resources: readonly ProtectedResource[]): string[] {
  const ofResources = resources.flatMap(({ scopes }) => scopes);
  return [...new Set([...(openid ? ['openid'] : []), 'offline_access', ...ofResources])];
}

/** Lays the setting `metadata` over a document; null takes a member away. */
function overlaid({ settings }: Environment, document: JsonObject): JsonObject {
  const members = Object.entries({ ...document, ...settings.metadata });
  return Object.fromEntries(members.filter(([, value]) => value !== null && value !== undefined));
}

/** Metadata of the authorization server `E/resources/R`, which guards one MCP server (RFC 8414 §3.2). */
export function resourceServerMetadata(environment: Environment, resource: ProtectedResource): JsonObject {
  const { settings, base } = environment;
  const path = paths(resource.id);
  return overlaid(environment, {
    issuer: metadataIssuer(environment, resource),
    authorization_endpoint: base + path.resourceAuthorization,
    token_endpoint: base + path.resourceToken,
    jwks_uri: base + settings.jwksPath,
    ...(resource.dynamicRegistration ? { registration_endpoint: base + path.registration } : {}),
    ...common(environment, [resource]),
  });
}

/** Metadata of the environment `E`, as older deployments served it; the compatibility alias registers. */
export function environmentMetadata(environment: Environment): JsonObject {
  const { settings, base, resources } = environment;
  const path = paths('');
  const open = resources.list().some((resource) => resource.dynamicRegistration);
  return overlaid(environment, {
    issuer: base,
    authorization_endpoint: base + path.authorization,
    token_endpoint: base + path.token,
    jwks_uri: base + settings.jwksPath,
    ...(open ? { registration_endpoint: base + path.registrationAlias } : {}),
    ...common(environment, resources.list()),
  });
}

/** OpenID Connect Discovery 1.0 §4.2 for the environment; Scalekit registers nobody here. */
export function openidConfiguration(environment: Environment): JsonObject {
  const metadata = environmentMetadata(environment);
  delete metadata.registration_endpoint;
  return {
    ...metadata,
    userinfo_endpoint: `${environment.base}/userinfo`,
    scopes_supported: scopesSupported(true, environment.resources.list()),
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
}

/** Protected resource metadata as Scalekit's dashboard hands it out for the MCP server to serve (RFC 9728 §2). */
export function protectedResourceMetadata(environment: Environment, resource: ProtectedResource): JsonObject {
  const { id, url, scopes, documentation, authorizationServers } = resource;
  return {
    authorization_servers: [...(authorizationServers ?? [authorizationServer(environment, resource)])],
    bearer_methods_supported: ['header'],
    resource: url ?? id,
    ...(documentation === undefined ? {} : { resource_documentation: documentation }),
    scopes_supported: [...scopes],
  };
}
