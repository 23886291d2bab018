import { tokenIssuer } from './environment.ts';
import type { Environment } from './environment.ts';
import { identifier } from './identifiers.ts';
import type { Claims } from './ledger.ts';
import type { ProtectedResource } from './resources.ts';

/** The facts that an access token states. Times are NumericDates (RFC 7519 §2). */
export interface AccessTokenFacts {
  /** The MCP server that it is for; the first one when it is missing. */
  resource?: ProtectedResource;
  subject: string;
  clientId: string;
  scopes: readonly string[];
  /** The MCP server as the settings say when it is missing; null leaves `aud` out. */
  audience?: string | readonly string[] | null;
  issuer?: string;
  issuedAt: number;
  notBefore: number;
  expiresAt: number;
  sessionId?: string;
}

/** The audience of a token for an MCP server: its URL and its id, or the id alone when it has no URL. */
export function defaultAudience(
  { settings }: Environment,
  { id, url, audience }: ProtectedResource,
): string | readonly string[] {
  if (audience !== undefined) return audience;
  if (settings.audience === 'string') return url ?? id;
  if (url === undefined) return [id];
  return settings.audienceResourceId ? [url, id] : [url];
}

/**
 * The claims of an access token, as Scalekit sets them. The scopes stand there twice: the vendor's SDKs
 * read `scopes`, everybody else reads `scope` (RFC 9068 §2.2.3).
 */
export function accessTokenClaims(environment: Environment, facts: AccessTokenFacts): Claims {
  const resource = facts.resource ?? environment.resources.first();
  const audience = facts.audience === undefined ? defaultAudience(environment, resource) : facts.audience;
  return {
    iss: facts.issuer ?? tokenIssuer(environment, resource),
    sub: facts.subject,
    ...(audience === null ? {} : { aud: audience }),
    client_id: facts.clientId,
    exp: facts.expiresAt,
    iat: facts.issuedAt,
    nbf: facts.notBefore,
    jti: identifier('tkn'),
    ...claimsOfProfile(environment, facts),
  };
}

function claimsOfProfile({ settings, people, clients }: Environment, facts: AccessTokenFacts): Claims {
  const scope = facts.scopes.join(' ');
  const user = people.findUser(facts.subject);
  if (settings.accessTokenProfile === 'rfc9068') {
    // RFC 9068 §2.2.3.1 names roles; what the operator declared by hand goes along as it is.
    return {
      ...(user?.roles === undefined ? {} : { roles: [...user.roles] }),
      ...user?.custom_claims,
      scope,
    };
  }
  const isPerson = facts.subject !== facts.clientId;
  const ofClient = clients.find(facts.clientId)?.customClaims;
  return {
    ...(isPerson ? { sid: facts.sessionId ?? identifier('ses') } : {}),
    ...people.claimsOf(facts.subject),
    ...(isPerson || ofClient === undefined ? {} : { custom_claims: ofClient }),
    scope,
    scopes: [...facts.scopes],
  };
}
