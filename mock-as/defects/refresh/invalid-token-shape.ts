import type { Defect } from '../../parts.ts';
import { afterRefresh } from '../refreshes.ts';

/** What looks like a signed token is verified, and the failure of that is not caught. */
export default {
  breaks: 'authorization-server.refresh.invalid-token',
  title: 'A refresh token that looks like a JWT ends in a server error',
  alter: () => ({
    provider: afterRefresh(({ token }) =>
      /^eyJ[^.]*\.[^.]*\.[^.]*$/.test(token)
        ? { status: 500, body: { error: 'server_error', error_description: 'something went wrong' } }
        : undefined,
    ),
  }),
} satisfies Defect;
