import type { Revision } from '../contract.ts';

/** Inserts a well-known segment between host and path (RFC 8615; RFC 9728 §3.1; RFC 8414 §3.1). */
export function insertWellKnown(identifier: string | URL, suffix: string): string {
  const url = new URL(identifier);
  const path = url.pathname === '/' ? '' : url.pathname;
  return `${url.origin}/.well-known/${suffix}${path}${url.search}`;
}

/** Appends a well-known segment to the path (OpenID Connect Discovery 1.0 §4). */
export function appendWellKnown(identifier: string | URL, suffix: string): string {
  const url = new URL(identifier);
  return `${url.origin}${url.pathname.replace(/\/$/, '')}/.well-known/${suffix}`;
}

/** Where the protected resource metadata of an endpoint may stand: path-inserted, then root. Without repeats. */
export function protectedResourceMetadataUrls(endpoint: URL): string[] {
  const suffix = 'oauth-protected-resource';
  const withoutQuery = new URL(endpoint.pathname, endpoint.origin);
  return [...new Set([insertWellKnown(withoutQuery, suffix), insertWellKnown(endpoint.origin, suffix)])];
}

/**
 * Where the metadata of an issuer may stand, in the order of the revision. Until 2025-06-18 only RFC 8414 counts.
 * MCP 2025-11-25 and 2026-07-28 «Authorization Server Metadata Discovery».
 */
export function authorizationServerMetadataUrls(issuer: string, revision: Revision): string[] {
  // RFC 8414 §3.1: a slash that ends the path goes before the segment is inserted, unlike in RFC 9728 §3.1.
  const trimmed = issuer.replace(/\/$/, '');
  const oauth = insertWellKnown(trimmed, 'oauth-authorization-server');
  if (revision < '2025-11-25') return [oauth];
  const inserted = insertWellKnown(trimmed, 'openid-configuration');
  const appended = appendWellKnown(issuer, 'openid-configuration');
  return [...new Set([oauth, inserted, appended])];
}
