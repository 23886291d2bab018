import type { Defect, Parts } from '../../parts.ts';
import { unverifiedClaims } from '../../verify/jwt.ts';

/** The client of the token is looked up, and nobody thought that it may be gone. */
export default {
  breaks: 'server.stale-client.token-of-deleted-client',
  // An ID token names its client too.
  entails: ['server.token-validation.not-an-access-token'],
  title: 'A token of a client that is not known makes the server stumble',
  options: { tokenValidation: 'introspection' },
  alter: (parts: Parts) => {
    const clients = new Set<unknown>();
    return {
      verifyToken: async (token, setup) => {
        const result = await parts.verifyToken(token, setup);
        const { iss, client_id: client } = unverifiedClaims(token)?.claims ?? {};
        if (result.kind === 'access') clients.add(client);
        const isGone =
          result.kind === 'invalid' &&
          setup.settings.issuers.includes(String(iss)) &&
          clients.size > 0 &&
          !clients.has(client);
        if (isGone) throw new TypeError('The client is null.');
        return result;
      },
    };
  },
} satisfies Defect;
