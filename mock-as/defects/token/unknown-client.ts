import type { Defect } from '../../parts.ts';
import { afterToken } from '../token-answers.ts';

export default {
  breaks: 'authorization-server.token.unknown-client',
  entails: ['authorization-server.stale-client.token-401'],
  title: 'The code is looked up before the client: invalid_grant for unknown clients',
  alter: () => ({
    provider: afterToken(({ ctx, environment, params, body }) => {
      const isForeign = environment.store.findClient(String(params['client_id'])) === undefined;
      const isKnown = environment.store.entries('AuthorizationCode').some(([id]) => id === params['code']);
      if (body['error'] !== 'invalid_client' || !isForeign || ctx.get('authorization') !== '') return;
      if (params['grant_type'] !== 'authorization_code' || isKnown) return;
      ctx.status = 400;
      ctx.body = { error: 'invalid_grant', error_description: 'grant request is invalid' };
    }),
  }),
} satisfies Defect;
