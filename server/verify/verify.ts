import type { Access, Claims, Invalid, Setup, Unverifiable } from '../types.ts';

export type VerifyResult = { kind: 'access'; access: Access } | Invalid | Unverifiable;

/** Decides on a token by the configured way, then checks what the token says. */
export async function verifyToken(token: string, setup: Setup): Promise<VerifyResult> {
  const { parts, settings } = setup;
  const verification =
    settings.tokenValidation === 'jwt'
      ? await parts.verifySignature(token, setup)
      : await parts.introspect(token, setup);
  if (verification.kind !== 'verified') return verification;
  const { claims, header } = verification;
  const checks = [
    parts.checkClaimTypes,
    parts.checkIssuer,
    parts.checkAudience,
    parts.checkExpiry,
    parts.checkNotBefore,
    parts.checkType,
    parts.checkBinding,
  ];
  for (const check of checks) {
    const reason = check(claims, setup, header);
    if (reason !== undefined) return { kind: 'invalid', reason };
  }
  return { kind: 'access', access: { token, claims, scopes: parts.grantedScopes(claims) } };
}

/** Scalekit writes both `scope` (RFC 8693 §4.2, a string) and `scopes` (an array); either counts. */
export function grantedScopes(claims: Claims): string[] {
  const { scope, scopes } = claims;
  const words = typeof scope === 'string' ? scope.split(' ') : [];
  const items = Array.isArray(scopes) ? scopes.filter((item) => typeof item === 'string') : [];
  return [...new Set([...words, ...items])].filter((item) => item !== '');
}
