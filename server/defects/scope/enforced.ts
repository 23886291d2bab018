import type { Defect } from '../../parts.ts';

/** Any valid token may do everything. */
export default {
  breaks: 'server.scope.enforced',
  entails: [
    'server.scope.insufficient-403',
    'server.scope.insufficient-challenge',
    'server.scope.challenge-names-scopes',
    'server.scope.challenge-resource-metadata',
    'server.scope.challenge-sufficient',
    'server.scope.single-complete-challenge',
    'server.scope.consistent-strategy',
    'server.scope.exact-token-match',
    'server.security.batch-no-bypass',
    'server.transport.batch-authorized',
  ],
  title: 'Scopes are not looked at',
  alter: () => ({ coversScopes: () => true }),
} satisfies Defect;
