import type { Operation } from '../types.ts';
import { isObject } from '../verify/upstream.ts';

export const READ = 'web-search:read';
export const WRITE = 'web-search:write';
/** Implies both others. Never advertised: who needs it knows it (MCP «Scope Minimization»). */
export const ALL = 'web-search:all';

/** `scopes_supported` of the protected resource metadata; never offline_access, which is no scope of a resource. */
export function supportedScopes(): string[] {
  return [READ, WRITE];
}

/** What a first authorization should ask for: the least that is useful. More follows by step-up. */
export function guidanceScopes(): string[] {
  return [READ];
}

/** All scopes that this call needs; what needs none needs a valid token all the same. */
export function requiredScopes({ method, name, params }: Operation): string[] {
  if (method === 'resources/read') return [READ];
  if (method !== 'tools/call') return [];
  switch (name) {
    case 'web_search':
    case 'more_results':
      return [READ];
    case 'save_search':
      return isObject(params['arguments']) && params['arguments']['search'] === true
        ? [READ, WRITE]
        : [WRITE];
    case 'list_saved_searches':
      return [READ];
    case 'remove_saved_searches':
      return [WRITE];
    default:
      return [];
  }
}

/** Whole, case-sensitive comparison (RFC 6749 §3.3); a broad scope counts for those that it implies (MCP «Scope Hierarchies»). */
export function coversScopes(granted: readonly string[], required: readonly string[]): boolean {
  return required.every((scope) => granted.includes(scope) || granted.includes(ALL));
}
