import type { Defect } from '../../parts.ts';
import { afterToken } from '../token-answers.ts';

/** The refresh grant builds its response by itself. */
export default {
  breaks: 'authorization-server.token.success-response',
  title: 'The response to a refresh lacks token_type',
  alter: () => ({
    provider: afterToken(({ body, params }) => {
      if (params['grant_type'] === 'refresh_token') delete body['token_type'];
    }),
  }),
} satisfies Defect;
