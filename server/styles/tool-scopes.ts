import type { Style } from '../parts.ts';

const TOOLS = ['web_search', 'more_results', 'save_search', 'list_saved_searches', 'remove_saved_searches'];

export default {
  title: 'Has one scope for each tool, and none implies another',
  alter: () => ({
    supportedScopes: () => TOOLS.map((tool) => `tool:${tool}`),
    guidanceScopes: () => ['tool:web_search'],
    requiredScopes: ({ method, name = '' }) =>
      method === 'tools/call' && TOOLS.includes(name) ? [`tool:${name}`] : [],
    coversScopes: (granted, required) => required.every((scope) => granted.includes(scope)),
  }),
  ownScopes: true,
  revisions: ['2025-11-25', '2026-07-28'],
  proves: ['server.scope.insufficient-403', 'server.scope.enforced'],
} satisfies Style;
