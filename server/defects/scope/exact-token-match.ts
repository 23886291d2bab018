import type { Defect } from '../../parts.ts';

/** A text that contains a scope is not the scope. */
export default {
  breaks: 'server.scope.exact-token-match',
  title: 'A scope is looked for in the text of all scopes',
  alter: (parts) => ({
    coversScopes: (granted, required) =>
      parts.coversScopes(granted, required) || required.every((scope) => granted.join(' ').includes(scope)),
  }),
} satisfies Defect;
