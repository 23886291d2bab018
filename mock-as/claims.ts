import { tokenIssuer } from './environment.ts';
import type { Environment } from './environment.ts';
import { identifier } from './identifiers.ts';
import type { Claims } from './ledger.ts';

/** The facts that an access token states. Times are NumericDates (RFC 7519 §2). */
export interface AccessTokenFacts {
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

/** The audience of a token for the MCP server: its URL and its id, or the id alone when it has no URL. */
export function defaultAudience({ settings }: Environment): string | string[] {
  const { id, url } = settings.resource;
  if (settings.audience === 'string') return url ?? id;
  return url === undefined ? [id] : [url, id];
}

/**
 * The claims of an access token, as Scalekit sets them. The scopes stand there twice: the vendor's SDKs
 * read `scopes`, everybody else reads `scope` (RFC 9068 §2.2.3).
 */
export function accessTokenClaims(environment: Environment, facts: AccessTokenFacts): Claims {
  const audience = facts.audience === undefined ? defaultAudience(environment) : facts.audience;
  return {
    iss: facts.issuer ?? tokenIssuer(environment),
    sub: facts.subject,
    ...(audience === null ? {} : { aud: audience }),
    client_id: facts.clientId,
    exp: facts.expiresAt,
    iat: facts.issuedAt,
    nbf: facts.notBefore,
    jti: identifier('tkn'),
    ...(facts.subject === facts.clientId ? {} : { sid: facts.sessionId ?? identifier('ses') }),
    oid: environment.organization,
    scope: facts.scopes.join(' '),
    scopes: [...facts.scopes],
  };
}
