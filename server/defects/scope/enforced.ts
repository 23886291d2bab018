import type { Defect } from '../../parts.ts';

/** Any valid token may do everything. */
export default {
  breaks: 'server.scope.enforced',
  entails: ['server.security.batch-no-bypass', 'server.transport.batch-authorized'],
  title: 'Scopes are not looked at',
  alter: () => ({ coversScopes: () => true }),
} satisfies Defect;
