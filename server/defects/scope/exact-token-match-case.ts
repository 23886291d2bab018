import type { Defect } from '../../parts.ts';

/** Scopes have a case (RFC 6749 §3.3). */
export default {
  breaks: 'server.scope.exact-token-match',
  title: 'Scopes are compared without regard to case',
  alter: (parts) => ({
    coversScopes: (granted, required) => {
      const lower = granted.map((scope) => scope.toLowerCase());
      return parts.coversScopes(granted, required) || required.every((scope) => lower.includes(scope));
    },
  }),
} satisfies Defect;
