import type { Defect } from '../../parts.ts';
import { afterToken } from '../token-answers.ts';

/** The data base has no such row, so there is no such page. */
export default {
  breaks: 'authorization-server.token.unknown-client',
  entails: ['authorization-server.stale-client.token-401'],
  title: 'A code request of an unknown client is answered with 404',
  alter: () => ({
    provider: afterToken(({ ctx, environment, params, body }) => {
      const isForeign = environment.store.findClient(String(params['client_id'])) === undefined;
      if (body['error'] !== 'invalid_client' || !isForeign || ctx.get('authorization') !== '') return;
      if (params['grant_type'] === 'authorization_code') ctx.status = 404;
    }),
  }),
} satisfies Defect;
