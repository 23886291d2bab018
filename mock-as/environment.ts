import type { KeyRing } from './keys.ts';
import type { Parts } from './parts.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store.ts';
import type { TokenLedger } from './ledger.ts';

/** Everything that the pieces of one running mock share. */
export interface Environment {
  readonly settings: Settings;
  /** Scalekit's environment URL, `E`. */
  readonly base: string;
  /** `E/resources/R`, what the protected resource metadata lists. */
  readonly resourceIssuer: string;
  readonly organization: string;
  readonly keys: KeyRing;
  readonly tokens: TokenLedger;
  readonly store: Store;
  readonly parts: Parts;
  /** The client that minted tokens name; it looks registered but needs no registration. */
  readonly tokenClient: string;
  /** The confidential client. */
  readonly client: { readonly id: string; readonly secret: string };
}

/** The issuer identifier that the metadata of the resource states. */
export function metadataIssuer({ settings, base, resourceIssuer }: Environment): string {
  return settings.metadataIssuer === 'resource' ? resourceIssuer : base;
}

/** The `iss` claim of access tokens. */
export function tokenIssuer({ settings, base, resourceIssuer }: Environment): string {
  return settings.tokenIssuer === 'resource' ? resourceIssuer : base;
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
export type Endpoint =
  'metadata' | 'jwks' | 'introspection' | 'authorization' | 'token' | 'registration' | 'revocation';

/** The endpoint that a request path belongs to; `other` when it is none of them. */
export function endpointOf(target: string): Endpoint | 'other' {
  const path = target.split('?', 1)[0] ?? '';
  if (path.includes('/.well-known/')) return 'metadata';
  if (path === '/keys' || path === '/jwks') return 'jwks';
  if (path.endsWith('/oauth/introspect')) return 'introspection';
  if (path.endsWith('/oauth/revoke')) return 'revocation';
  if (path.endsWith('/oauth/token')) return 'token';
  if (path.endsWith('/clients:register') || path.endsWith('/oauth/register')) return 'registration';
  if (/\/oauth\/authorize(\/|$)/.test(path) || path.startsWith('/interaction/')) return 'authorization';
  return 'other';
}
