import { READ, WRITE } from '../access/scopes.ts';
import type { Style } from '../parts.ts';

/** MCP «Scope Hierarchies»: who may write may read, so that one scope is enough for everything. */
export default {
  title: 'Has two scopes of which one implies the other',
  alter: () => ({
    requiredScopes: ({ method, name }) => {
      if (method === 'resources/read') return [READ];
      if (method !== 'tools/call' || name === 'whoami') return [];
      return [name === 'save_search' ? WRITE : READ];
    },
    coversScopes: (granted, required) =>
      required.every((scope) => granted.includes(scope) || (scope === READ && granted.includes(WRITE))),
  }),
  ownScopes: true,
  revisions: ['2025-11-25', '2026-07-28'],
  proves: ['server.scope.insufficient-403', 'server.scope.enforced', 'server.scope.exact-token-match'],
} satisfies Style;
