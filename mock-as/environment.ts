import type { ClientDirectory } from './clients.ts';
import type { Clock } from './clock.ts';
import type { KeyRing } from './keys.ts';
import type { Parts } from './parts.ts';
import type { People } from './people.ts';
import type { ProtectedResource, Resources } from './resources.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store.ts';
import type { TokenLedger } from './ledger.ts';

/** Everything that the pieces of one running mock share. */
export interface Environment {
  readonly settings: Settings;
  /** Scalekit's environment URL, `E`. */
  readonly base: string;
  readonly clock: Clock;
  readonly resources: Resources;
  readonly people: People;
  readonly keys: KeyRing;
  readonly tokens: TokenLedger;
  readonly clients: ClientDirectory;
  readonly store: Store;
  readonly parts: Parts;
  /** What outlives a new oidc-provider, and a saved state replaces. */
  readonly identity: Identity;
}

/** The secrets and names that one mock invents for itself. */
export interface Identity {
  /** The client that minted tokens name; it looks registered but needs no registration. */
  tokenClient: string;
  /** The confidential client. */
  client: { readonly id: string; readonly secret: string };
  /** Signs the cookies of logins. */
  cookieKey: string;
}

/** `E/resources/R`. */
export function resourceIssuer(
  { base }: Pick<Environment, 'base'>,
  { id }: Pick<ProtectedResource, 'id'>,
): string {
  return base + paths(id).resource;
}

/** The authorization server that the protected resource metadata names. */
export function authorizationServer(environment: Environment, resource: ProtectedResource): string {
  const isOwn = environment.settings.authorizationServer === 'resource';
  return isOwn ? resourceIssuer(environment, resource) : environment.base;
}

/** The issuer identifier that the metadata of the resource states. */
export function metadataIssuer(environment: Environment, resource: ProtectedResource): string {
  const isOwn = environment.settings.metadataIssuer === 'resource';
  return isOwn ? resourceIssuer(environment, resource) : environment.base;
}

/** The `iss` claim of access tokens. */
export function tokenIssuer(environment: Environment, resource: ProtectedResource): string {
  const isOwn = environment.settings.tokenIssuer === 'resource';
  return isOwn ? resourceIssuer(environment, resource) : environment.base;
}

/** Whether tokens may name this issuer: both forms count, as they do while Scalekit migrates. */
export function isOwnIssuer(environment: Environment, issuer: unknown): boolean {
  if (issuer === environment.base) return true;
  return environment.resources.list().some((resource) => issuer === resourceIssuer(environment, resource));
}

/** Paths under `E`, for a resource id. */
export function paths(resourceId: string): Record<PathName, string> {
  const resource = `/resources/${resourceId}`;
  return {
    resource,
    authorization: '/oauth/authorize',
    token: '/oauth/token',
    resourceAuthorization: `${resource}/oauth/authorize`,
    resourceToken: `${resource}/oauth/token`,
    jwks: '/keys',
    legacyJwks: '/jwks',
    introspection: '/oauth/introspect',
    revocation: '/oauth/revoke',
    registration: `/api/v1/resources/${resourceId}/clients:register`,
    registrationAlias: '/oauth/register',
    userinfo: '/userinfo',
    interaction: '/interaction',
  };
}

type PathName =
  | 'resource'
  | 'authorization'
  | 'token'
  | 'resourceAuthorization'
  | 'resourceToken'
  | 'jwks'
  | 'legacyJwks'
  | 'introspection'
  | 'revocation'
  | 'registration'
  | 'registrationAlias'
  | 'userinfo'
  | 'interaction';

/** What an outage or a line of traffic can be about. */
export const endpoints = [
  'metadata',
  'jwks',
  'introspection',
  'authorization',
  'token',
  'registration',
  'revocation',
] as const;
export type Endpoint = (typeof endpoints)[number];

/** The endpoint that a request path belongs to; `other` when it is none of them. */
export function endpointOf(target: string): Endpoint | 'other' {
  const path = target.split('?', 1)[0] ?? '';
  if (path.includes('/.well-known/')) return 'metadata';
  if (path === '/keys' || path === '/jwks') return 'jwks';
  if (path.endsWith('/oauth/introspect')) return 'introspection';
  if (path.endsWith('/oauth/revoke')) return 'revocation';
  if (path.endsWith('/oauth/token')) return 'token';
  if (path.endsWith('/clients:register') || /\/oauth\/register(\/|$)/.test(path)) return 'registration';
  if (/\/oauth\/authorize(\/|$)/.test(path) || path.startsWith('/interaction/')) return 'authorization';
  return 'other';
}
