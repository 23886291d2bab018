import type { Defect } from '../../parts.ts';
import { authorizationOf } from '../tricks.ts';

/** What stands between two spaces is nothing, and nothing is no token. */
export default {
  breaks: 'server.security.whitespace-in-authorization',
  title: 'Two spaces before the token make the server stumble',
  alter: (parts) => ({
    readCredentials: (request) => {
      const [, token] = authorizationOf(request)[0]?.split(' ') ?? [];
      if (token === '' && (authorizationOf(request)[0]?.trim().length ?? 0) > 6)
        throw new TypeError('no token');
      return parts.readCredentials(request);
    },
  }),
} satisfies Defect;
