import type { JsonObject } from './metadata.ts';

/** How a client may authenticate at the token endpoint (RFC 7591 §2). */
export type ClientAuthenticationMethod =
  'none' | 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt';

/** What a profile decides, and each option of the same name overrides. E is the environment URL, R a resource id. */
export interface Behaviour {
  /** Who the protected resource metadata names as authorization server: `E/resources/R`, or E. */
  authorizationServer: 'resource' | 'environment';
  /** What `issuer` says in the metadata of a resource: `E/resources/R`, or E. */
  metadataIssuer: 'resource' | 'environment';
  /** The `iss` claim of access tokens: E, as Scalekit does today, or `E/resources/R`. */
  tokenIssuer: 'environment' | 'resource';
  /** Serve metadata under `E/resources/R`. */
  resourceMetadata: boolean;
  /** Serve it also where RFC 8414 §3.1 inserts the path. */
  pathInsertedMetadata: boolean;
  /** Serve `E/.well-known/oauth-authorization-server` too, as older deployments did. */
  environmentMetadata: boolean;
  /** Serve `E/.well-known/openid-configuration`. */
  openidConfiguration: boolean;
  /** Add `introspection_endpoint`, `revocation_endpoint` and `scopes_supported`, which Scalekit leaves out. */
  extendedMetadata: boolean;
  /** Laid over every metadata document; null takes a member away. */
  metadata: JsonObject;
  /** The path that `jwks_uri` names; both are served. */
  jwksPath: '/keys' | '/jwks';
  /** Put `iss` into the redirect back to the client, and say so in the metadata (RFC 9207). */
  authorizationResponseIssuer: boolean;
  /**
   * What access tokens are: `jwt`, or `opaque` handles that only introspection explains. A token that is minted with a
   * bent header, payload or signature is a JWT all the same, and none of this issuer's.
   */
  accessTokens: 'jwt' | 'opaque';
  /** `rfc9068`: `typ` is `at+jwt`, no claims of Scalekit's own, and always an audience. */
  accessTokenProfile: 'scalekit' | 'rfc9068';
  /** The form of the `aud` claim; `string` keeps only the server URL (or the id). */
  audience: 'array' | 'string';
  /** Whether an `aud` array holds the resource id beside the server URL. */
  audienceResourceId: boolean;
  /** Whether a `resource` that names no known MCP server is refused with `invalid_target` (RFC 8707 §2). */
  resourceEnforcement: 'ignore' | 'enforce';
  /** For each resource that does not say otherwise. */
  dynamicRegistration: boolean;
  /** For each resource that does not say otherwise. */
  clientIdMetadataDocuments: boolean;
  /** `scalekit` answers in Scalekit's own shape; `rfc7591` echoes the client metadata. */
  registrationResponse: 'scalekit' | 'rfc7591';
  /** `public`: whatever a client asks for, it is registered without a secret; `requested`: as it asks (RFC 7591 §2). */
  registeredClients: 'public' | 'requested';
  /** Whether a client that registered itself may read, change and delete its registration (RFC 7592). */
  clientManagement: boolean;
  clientAuthenticationMethods: readonly ClientAuthenticationMethod[];
  /** `authenticated` asks for client credentials; `open` answers anybody. */
  introspection: 'authenticated' | 'open';
  /** Let public clients revoke their tokens; Scalekit answers them `invalid_client`. */
  publicClientRevocation: boolean;
  /** Who gets a refresh token: who asks for `offline_access`, or everybody. */
  refreshTokens: 'offline_access' | 'always';
  /** Replace a refresh token whenever it is used; a used one then ends the grant (RFC 9700 §4.14.2). */
  refreshTokenRotation: boolean;
  /** Who must send a code challenge (RFC 7636): every client, or only those without a secret. */
  codeChallenge: 'always' | 'public-clients';
  /** Seconds. */
  authorizationCodeLifetime: number;
  /** The words of errors, where Scalekit's differ from those of the RFCs. */
  errorResponses: 'scalekit' | 'rfc';
  /** Serve Scalekit's API for resources, their clients and consents. */
  managementApi: boolean;
  /** Cross-origin requests: from anywhere, from origins of registered redirect URIs, or from the listed origins. */
  cors: 'permissive' | 'redirect-uris' | readonly string[];
}

/** Settings that are one of a few words, and those words. */
export const choices = {
  authorizationServer: ['resource', 'environment'],
  metadataIssuer: ['resource', 'environment'],
  tokenIssuer: ['environment', 'resource'],
  jwksPath: ['/keys', '/jwks'],
  accessTokens: ['jwt', 'opaque'],
  accessTokenProfile: ['scalekit', 'rfc9068'],
  audience: ['array', 'string'],
  resourceEnforcement: ['ignore', 'enforce'],
  registrationResponse: ['scalekit', 'rfc7591'],
  registeredClients: ['public', 'requested'],
  introspection: ['authenticated', 'open'],
  refreshTokens: ['offline_access', 'always'],
  codeChallenge: ['always', 'public-clients'],
  errorResponses: ['scalekit', 'rfc'],
} as const satisfies { [Name in keyof Behaviour]?: readonly Behaviour[Name][] };

/** Settings that are on or off. */
export const switches = [
  'resourceMetadata',
  'pathInsertedMetadata',
  'environmentMetadata',
  'openidConfiguration',
  'extendedMetadata',
  'authorizationResponseIssuer',
  'audienceResourceId',
  'dynamicRegistration',
  'clientIdMetadataDocuments',
  'clientManagement',
  'publicClientRevocation',
  'refreshTokenRotation',
  'managementApi',
] as const satisfies readonly (keyof Behaviour)[];

/** Throws when one of the given settings cannot be what it is, naming it and what to give instead. */
export function requireBehaviour(given: Partial<Record<keyof Behaviour, unknown>>): void {
  for (const [name, known] of Object.entries(choices) as [keyof Behaviour, readonly string[]][]) {
    const value = given[name];
    if (value !== undefined && !known.includes(value as string)) {
      throw new Error(
        `${name} cannot be ${JSON.stringify(value)}: give ${known.map((word) => `"${word}"`).join(' or ')}.`,
      );
    }
  }
  for (const name of switches) {
    const value = given[name];
    if (value !== undefined && typeof value !== 'boolean') {
      throw new Error(`${name} cannot be ${JSON.stringify(value)}: give true or false.`);
    }
  }
  requireLists(given);
  const { authorizationCodeLifetime: lifetime } = given;
  if (lifetime !== undefined) requireLifetime('authorizationCodeLifetime', lifetime);
}

/** The words for `ClientAuthenticationMethod`. */
export const clientAuthenticationMethods = [
  'none',
  'client_secret_basic',
  'client_secret_post',
  'private_key_jwt',
] as const satisfies readonly ClientAuthenticationMethod[];

function requireLists({ cors, clientAuthenticationMethods: methods }: Record<string, unknown>): void {
  const isOrigin = (one: unknown): boolean =>
    typeof one === 'string' && URL.canParse(one) && new URL(one).origin === one;
  const isCors = cors === undefined || cors === 'permissive' || cors === 'redirect-uris';
  if (!isCors && !(Array.isArray(cors) && cors.every(isOrigin))) {
    throw new Error(
      `cors cannot be ${JSON.stringify(cors)}: give "permissive", "redirect-uris", or a list of origins like http://localhost:6274.`,
    );
  }
  const known: readonly unknown[] = clientAuthenticationMethods;
  if (methods !== undefined && !(Array.isArray(methods) && methods.every((one) => known.includes(one)))) {
    throw new Error(
      `clientAuthenticationMethods cannot be ${JSON.stringify(methods)}: give a list of ${known.join(', ')}.`,
    );
  }
}

/** Throws when a lifetime is no whole number of seconds from 1 on. */
export function requireLifetime(name: string, seconds: unknown): void {
  if (Number.isInteger(seconds) && Number(seconds) >= 1) return;
  throw new Error(`${name} cannot be ${JSON.stringify(seconds)}: give whole seconds, at least 1.`);
}
