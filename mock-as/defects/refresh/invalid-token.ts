import type { Defect } from '../../parts.ts';
import { afterRefresh } from '../refreshes.ts';

/** The words of resource servers (RFC 6750 §3.1) stand in the answer of the token endpoint. */
export default {
  breaks: 'authorization-server.refresh.invalid-token',
  title: 'An unknown refresh token is answered 401 invalid_token',
  alter: () => ({
    provider: afterRefresh(({ body }) =>
      body.error === 'invalid_grant'
        ? { status: 401, body: { error: 'invalid_token', error_description: 'the refresh token is unknown' } }
        : undefined,
    ),
  }),
} satisfies Defect;
