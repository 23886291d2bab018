import type { KeyObject } from 'node:crypto';
import { isIP } from 'node:net';
import { identifier } from './identifiers.ts';
import type { AlterParts } from './parts.ts';

/** The MCP server that the mock protects, as one registers it in Scalekit's dashboard. */
export interface ResourceOptions {
  /** `res_…`; a fresh one by default. */
  id?: string;
  /** The server URL, which becomes the audience. Without it the resource id alone is the audience. */
  url?: string;
  /** Shown on the consent page. */
  name?: string;
  scopes?: string[];
  /** Seconds; 3600 by default. */
  accessTokenLifetime?: number;
  documentation?: string;
}

/** What `startMockAuthorizationServer` understands. Everything has a default. */
export interface MockAuthorizationServerOptions {
  /** The behaviour played; `scalekit` is today's Scalekit. */
  profile?: 'scalekit';
  /** Address to bind to; `127.0.0.1` by default. */
  host?: string;
  /** Needed for a host that other machines can reach. */
  allowNonLoopback?: boolean;
  /** 0, the default, takes a free port. */
  port?: number;
  resource?: ResourceOptions;
  /**
   * Where its RSA private keys come from; fresh ones by default. Finding one takes about a tenth of a second, which a
   * test that starts hundreds of mocks may save by handing out the same few again.
   */
  privateKeys?: () => Promise<KeyObject>;
  /** `automatic` (default): authorize answers with one redirect to the client. `interactive`: a login and consent page. */
  approval?: 'automatic' | 'interactive';
  /** What `issuer` says in the metadata of the resource: `resource` (default) is `E/resources/R`, `environment` is `E`. */
  metadataIssuer?: 'resource' | 'environment';
  /** The `iss` claim of access tokens: `environment` (default, as Scalekit does today) or `resource`. */
  tokenIssuer?: 'environment' | 'resource';
  /** Serve the metadata also where RFC 8414 §3.1 inserts the path; true by default. */
  pathInsertedMetadata?: boolean;
  /** Serve `E/.well-known/oauth-authorization-server` too, as older deployments did; true by default. */
  environmentMetadata?: boolean;
  /** Add `introspection_endpoint`, `revocation_endpoint` and `scopes_supported`, which Scalekit leaves out. */
  extendedMetadata?: boolean;
  /**
   * What access tokens are: `jwt` (default, as Scalekit's), or `opaque` handles that only introspection explains. A
   * token that is minted with a bent header, payload or signature is a JWT all the same, and none of this issuer's.
   */
  accessTokens?: 'jwt' | 'opaque';
  /** The form of the `aud` claim; `string` keeps only the server URL (or the id). */
  audience?: 'array' | 'string';
  /** Whether a `resource` that is not the server URL is refused with `invalid_target` (RFC 8707 §2). */
  resourceEnforcement?: 'ignore' | 'enforce';
  dynamicRegistration?: boolean;
  clientIdMetadataDocuments?: boolean;
  /** `scalekit` (default) answers in Scalekit's own shape; `rfc7591` echoes the client metadata. */
  registrationResponse?: 'scalekit' | 'rfc7591';
  /** `authenticated` (default) asks for client credentials; `open` answers anybody. */
  introspection?: 'authenticated' | 'open';
  /** Let public clients revoke their tokens; Scalekit answers them `invalid_client`, so false by default. */
  publicClientRevocation?: boolean;
  /** Seconds that the key set may be cached, as its Cache-Control says; it says nothing by default. */
  keySetMaxAge?: number;
  /** Cross-origin requests from anywhere, or only from the listed origins. */
  cors?: 'permissive' | string[];
  /** How Client ID Metadata Documents are fetched; for documents that live on this machine. */
  fetchClientMetadata?: typeof fetch;
  /** Credentials of the confidential client; fresh ones by default. */
  client?: { id?: string; secret?: string };
  /** The person that automatic approval logs in; a fresh `usr_…` by default. */
  subject?: string;
  /** Replaces parts of the behaviour: the seam for defects. */
  alter?: AlterParts;
  /** Receives one line for each noteworthy event; never a secret. */
  log?: (line: string) => void;
}

/** The MCP server as it stands now; `url` may come later than the start. */
export interface ProtectedResource {
  readonly id: string;
  url: string | undefined;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly accessTokenLifetime: number;
  readonly documentation: string | undefined;
}

type Defaulted =
  | 'host'
  | 'port'
  | 'approval'
  | 'metadataIssuer'
  | 'tokenIssuer'
  | 'pathInsertedMetadata'
  | 'environmentMetadata'
  | 'extendedMetadata'
  | 'accessTokens'
  | 'audience'
  | 'resourceEnforcement'
  | 'dynamicRegistration'
  | 'clientIdMetadataDocuments'
  | 'registrationResponse'
  | 'introspection'
  | 'publicClientRevocation'
  | 'cors'
  | 'subject'
  | 'log';

/** The options with every default filled in. */
export interface Settings extends Required<Pick<MockAuthorizationServerOptions, Defaulted>> {
  resource: ProtectedResource;
  fetchClientMetadata: MockAuthorizationServerOptions['fetchClientMetadata'];
  alter: AlterParts | undefined;
  keySetMaxAge: number | undefined;
}

const defaultScopes = ['web-search:read', 'web-search:write'];

/** Fills in the defaults; throws when an option cannot be used, saying which and why. */
export function resolveSettings(options: MockAuthorizationServerOptions): Settings {
  const host = options.host ?? '127.0.0.1';
  const log = options.log ?? (() => undefined);
  requireUsableHost(host, options.allowNonLoopback ?? false, log);
  const port = options.port ?? 0;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`The mock authorization server cannot listen on port ${port}: give 0 to 65535.`);
  }
  if (options.resource?.url !== undefined) requireResourceUrl(options.resource.url);
  return {
    host,
    port,
    log,
    approval: options.approval ?? 'automatic',
    metadataIssuer: options.metadataIssuer ?? 'resource',
    tokenIssuer: options.tokenIssuer ?? 'environment',
    pathInsertedMetadata: options.pathInsertedMetadata ?? true,
    environmentMetadata: options.environmentMetadata ?? true,
    extendedMetadata: options.extendedMetadata ?? false,
    accessTokens: options.accessTokens ?? 'jwt',
    audience: options.audience ?? 'array',
    resourceEnforcement: options.resourceEnforcement ?? 'ignore',
    dynamicRegistration: options.dynamicRegistration ?? true,
    clientIdMetadataDocuments: options.clientIdMetadataDocuments ?? true,
    registrationResponse: options.registrationResponse ?? 'scalekit',
    introspection: options.introspection ?? 'authenticated',
    publicClientRevocation: options.publicClientRevocation ?? false,
    cors: options.cors ?? 'permissive',
    subject: options.subject ?? identifier('usr'),
    fetchClientMetadata: options.fetchClientMetadata,
    alter: options.alter,
    keySetMaxAge: options.keySetMaxAge,
    resource: resolveResource(options.resource ?? {}),
  };
}

function resolveResource(options: ResourceOptions): ProtectedResource {
  return {
    id: options.id ?? identifier('res'),
    url: options.url,
    name: options.name ?? 'MCP server',
    scopes: options.scopes ?? defaultScopes,
    accessTokenLifetime: options.accessTokenLifetime ?? 3600,
    documentation: options.documentation,
  };
}

/** Throws when `url` cannot be a resource identifier: absolute, without fragment (RFC 8707 §2). */
export function requireResourceUrl(url: string): void {
  if (!URL.canParse(url)) {
    throw new Error(`The resource URL ${JSON.stringify(url)} is not an absolute URL.`);
  }
  if (url.includes('#')) {
    throw new Error(`The resource URL ${url} has a fragment, which RFC 8707 §2 forbids.`);
  }
}

/** Whether only this machine can reach `host`. */
export function isLoopback(host: string): boolean {
  if (host === 'localhost' || host === '::1') return true;
  return isIP(host) === 4 && host.startsWith('127.');
}

function requireUsableHost(host: string, allowed: boolean, log: (line: string) => void): void {
  if (isLoopback(host)) return;
  if (!allowed) {
    throw new Error(
      `The mock authorization server would listen on ${host}, where other machines reach it. ` +
        'It hands out tokens to anybody; set allowNonLoopback to do it all the same.',
    );
  }
  log(`warning: listening on ${host}: other machines can get tokens from this mock authorization server`);
}
