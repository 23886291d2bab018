import type { Defect } from '../../parts.ts';
import { forwarding } from '../upstream.ts';

export default {
  breaks: 'authorization-server.authorization.third-party-token-not-shared',
  title: 'The access token of the third party is handed out',
  alter: (parts) => ({
    ...forwarding({ begins: false })(parts),
    accessTokenClaims: (environment, facts) => ({
      ...parts.accessTokenClaims(environment, facts),
      iss: environment.base.replace('127.0.0.1', 'localhost'),
    }),
  }),
} satisfies Defect;
