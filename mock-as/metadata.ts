import { metadataIssuer, paths } from './environment.ts';
import type { Environment } from './environment.ts';

export type JsonObject = Record<string, unknown>;

/** What both kinds of metadata say alike (RFC 8414 §2). */
function common(environment: Environment): JsonObject {
  const { settings, base } = environment;
  const { introspection, revocation } = paths(settings.resource.id);
  const extended = settings.extendedMetadata
    ? {
        introspection_endpoint: base + introspection,
        revocation_endpoint: base + revocation,
        scopes_supported: ['openid', 'offline_access', ...settings.resource.scopes],
        response_modes_supported: ['query'],
      }
    : {};
  return {
    response_types_supported: ['code'],
    grant_types_supported: ['authorization_code', 'client_credentials', 'refresh_token'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['none', 'client_secret_post', 'client_secret_basic'],
    // Scalekit's own document leaves it out; the mock sends `iss`, so RFC 9207 §3 wants it said.
    authorization_response_iss_parameter_supported: true,
    client_id_metadata_document_supported: settings.clientIdMetadataDocuments,
    ...extended,
  };
}

/** Metadata of the authorization server `E/resources/R`, which guards the one MCP server (RFC 8414 §3.2). */
export function resourceServerMetadata(environment: Environment): JsonObject {
  const { settings, base } = environment;
  const path = paths(settings.resource.id);
  return {
    issuer: metadataIssuer(environment),
    authorization_endpoint: base + path.resourceAuthorization,
    token_endpoint: base + path.resourceToken,
    jwks_uri: base + path.jwks,
    ...(settings.dynamicRegistration ? { registration_endpoint: base + path.registration } : {}),
    ...common(environment),
  };
}

/** Metadata of the environment `E`, as older deployments served it; the compatibility alias registers. */
export function environmentMetadata(environment: Environment): JsonObject {
  const { settings, base } = environment;
  const path = paths(settings.resource.id);
  return {
    issuer: base,
    authorization_endpoint: base + path.authorization,
    token_endpoint: base + path.token,
    jwks_uri: base + path.jwks,
    ...(settings.dynamicRegistration ? { registration_endpoint: base + path.registrationAlias } : {}),
    ...common(environment),
  };
}

/** OpenID Connect Discovery 1.0 §4.2 for the environment; Scalekit registers nobody here. */
export function openidConfiguration(environment: Environment): JsonObject {
  const metadata = environmentMetadata(environment);
  delete metadata.registration_endpoint;
  return {
    ...metadata,
    userinfo_endpoint: `${environment.base}/userinfo`,
    scopes_supported: ['openid', 'offline_access', ...environment.settings.resource.scopes],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
}

/** Protected resource metadata as Scalekit's dashboard hands it out for the MCP server to serve (RFC 9728 §2). */
export function protectedResourceMetadata({ settings, resourceIssuer }: Environment): JsonObject {
  const { id, url, scopes, documentation } = settings.resource;
  return {
    authorization_servers: [resourceIssuer],
    bearer_methods_supported: ['header'],
    resource: url ?? id,
    ...(documentation === undefined ? {} : { resource_documentation: documentation }),
    scopes_supported: [...scopes],
  };
}
