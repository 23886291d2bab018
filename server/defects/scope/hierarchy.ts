import type { Defect } from '../../parts.ts';

/** The broad scope is known to the authorization server alone. */
export default {
  breaks: 'server.scope.hierarchy',
  title: 'A scope counts for itself only, and not for those that it implies',
  alter: () => ({
    coversScopes: (granted, required) => required.every((scope) => granted.includes(scope)),
  }),
} satisfies Defect;
