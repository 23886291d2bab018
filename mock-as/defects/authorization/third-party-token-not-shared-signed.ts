import type { Defect } from '../../parts.ts';
import { proxying } from '../../proxy/index.ts';

/** Signed anew with its own key, and a claim of its own beside: all else is what the third party said. */
export default {
  breaks: 'authorization-server.authorization.third-party-token-not-shared',
  title: 'The claims of the third party are handed on, its issuer with a path included',
  alter: (parts) => ({
    ...proxying({ asks: false, hops: true })(parts),
    accessTokenClaims: (environment, facts) => ({
      ...parts.accessTokenClaims(environment, facts),
      iss: `${environment.base.replace('127.0.0.1', 'localhost')}/tenants/one`,
      proxied_by: environment.base,
    }),
  }),
} satisfies Defect;
