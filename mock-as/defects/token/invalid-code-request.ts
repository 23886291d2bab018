import type { Defect } from '../../parts.ts';
import { afterToken } from '../token-answers.ts';

/** The code is taken for one more parameter that must have the right form. */
export default {
  breaks: 'authorization-server.token.invalid-code',
  title: 'A code that is not found is refused with invalid_request',
  alter: () => ({
    provider: afterToken(({ environment, params, body }) => {
      const isKnown = environment.store.entries('AuthorizationCode').some(([id]) => id === params['code']);
      if (body['error'] === 'invalid_grant' && params['code'] !== undefined && !isKnown) {
        body['error'] = 'invalid_request';
      }
    }),
  }),
} satisfies Defect;
