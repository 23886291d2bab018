import type { Defect } from '../../parts.ts';
import { afterToken } from '../token-answers.ts';

/** One schema checks the form, and a value that it does not list is a malformed request. */
export default {
  breaks: 'authorization-server.token.unsupported-grant-type',
  title: 'An unknown grant type is refused with invalid_request',
  alter: () => ({
    provider: afterToken(({ body, params }) => {
      if (body['error'] === 'unsupported_grant_type' && params['grant_type'] !== 'password') {
        body['error'] = 'invalid_request';
      }
    }),
  }),
} satisfies Defect;
