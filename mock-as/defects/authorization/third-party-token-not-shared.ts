import type { Defect } from '../../parts.ts';
import { proxying } from '../../proxy/index.ts';

export default {
  breaks: 'authorization-server.authorization.third-party-token-not-shared',
  title: 'The access token of the third party is handed out',
  alter: (parts) => ({
    ...proxying({ asks: false, hops: false })(parts),
    accessTokenClaims: (environment, facts) => ({
      ...parts.accessTokenClaims(environment, facts),
      iss: environment.base.replace('127.0.0.1', 'localhost'),
    }),
  }),
} satisfies Defect;
