import type { Defect } from '../../parts.ts';
import { unverifiedClaims } from '../../verify/jwt.ts';

/** Forbidden, says the server, and the client has no reason to register again. */
export default {
  breaks: 'server.stale-client.token-of-deleted-client',
  // Every 403 counts when the challenges of 403 are compared.
  entails: ['server.scope.consistent-strategy'],
  title: 'A token of a client that is not known is answered 403',
  options: { tokenValidation: 'introspection' },
  alter: (parts) => {
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
        return isGone ? { kind: 'invalid', reason: 'The client of the access token is not known.' } : result;
      },
      statusOf: (problem) =>
        problem.kind === 'invalid' && problem.reason.startsWith('The client') ? 403 : parts.statusOf(problem),
    };
  },
} satisfies Defect;
