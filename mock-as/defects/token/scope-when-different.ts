import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.token.scope-when-different',
  title: 'Scopes are dropped, and the token response never names any',
  alter: () => ({ tokenResponse: (_environment, response) => ({ ...response, scope: undefined }) }),
} satisfies Defect;
