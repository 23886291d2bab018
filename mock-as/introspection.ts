import type { Environment } from './environment.ts';
import type { IssuedToken } from './ledger.ts';
import type { JsonObject } from './metadata.ts';

/** Whether the authorization server stands by a token (RFC 7662 §2.2), by the mock's own clock. */
export async function isActive(
  { tokens, keys }: Environment,
  token: string,
  issued: IssuedToken | undefined,
): Promise<boolean> {
  if (issued === undefined) return false;
  if (issued.active !== undefined) return issued.active;
  const kid = issued.genuineKid();
  if (kid === undefined || !keys.isPublished(kid)) return false;
  if (tokens.isRevoked(token) || tokens.isForgotten(issued.clientId)) return false;
  if (!isInItsTime(issued)) return false;
  return issued.stands === undefined || (await issued.stands());
}

function isInItsTime({ claims: { exp, nbf } }: IssuedToken): boolean {
  const now = Date.now() / 1000;
  if (typeof exp !== 'number' || exp <= now) return false;
  return typeof nbf !== 'number' || nbf <= now;
}

/** The introspection response (RFC 7662 §2.2): the claims of an active token, nothing about any other. */
export function introspectionResponse(
  _environment: Environment,
  issued: IssuedToken | undefined,
  active: boolean,
): JsonObject {
  if (!active || issued === undefined) return { active: false };
  return { active: true, token_type: 'Bearer', ...issued.claims };
}
