import type { Style } from '../parts.ts';

/** A usual way of middleware: no request passes without the scope, the opening call included. */
export default {
  title: 'Asks for the same scope in each request',
  alter: () => ({
    supportedScopes: () => ['mcp'],
    guidanceScopes: () => ['mcp'],
    requiredScopes: () => ['mcp'],
    missingScopes: (_body, access) =>
      access.scopes.includes('mcp') ? undefined : { kind: 'insufficient-scope', scopes: ['mcp'] },
  }),
  ownScopes: true,
  revisions: ['2026-07-28'],
  proves: ['server.scope.insufficient-403'],
} satisfies Style;
