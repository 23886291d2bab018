import type { Environment } from './environment.ts';
import { genuineKid } from './genuine.ts';
import type { IssuedToken } from './ledger.ts';
import type { JsonObject } from './metadata.ts';

/** Whether the authorization server stands by a token (RFC 7662 §2.2), by the mock's own clock. */
export function isActive(environment: Environment, token: string, issued: IssuedToken | undefined): boolean {
  if (issued === undefined) return false;
  if (issued.active !== undefined) return issued.active;
  const { tokens, keys, clients, clock, store } = environment;
  if (tokens.isRevoked(token) || clients.isForgotten(issued.clientId)) return false;
  if (!isInItsTime(issued, clock.now() / 1000)) return false;
  const { handle } = issued;
  if (handle !== undefined && !store.stands(handle.model, handle.id)) return false;
  const kid = genuineKid(environment, token, issued);
  return kid !== undefined && keys.isPublished(kid);
}

function isInItsTime({ claims: { exp, nbf } }: IssuedToken, now: number): boolean {
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
