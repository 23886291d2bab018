import type { Defect } from '../../parts.ts';

/** Least privilege is of no use here. */
export default {
  breaks: 'server.security.low-scope-token-usable',
  title: 'Every request needs every scope',
  alter: (parts) => ({ requiredScopes: () => parts.supportedScopes() }),
} satisfies Defect;
