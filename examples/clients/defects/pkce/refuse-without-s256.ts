import type { Defect } from '../../parts.ts';

/** The server decides how weak the client may be. */
export default {
  breaks: 'client.pkce.refuse-without-s256',
  title: 'The first method of the list is used',
  alter: (parts) => ({
    requirePkce(session, server) {
      if (server.code_challenge_methods_supported === undefined) parts.requirePkce(session, server);
    },
    authorizationParameters(session, request) {
      const parameters = parts.authorizationParameters(session, request);
      return request.target.server.code_challenge_methods_supported?.[0] === 'plain'
        ? { ...parameters, code_challenge: request.verifier, code_challenge_method: 'plain' }
        : parameters;
    },
  }),
} satisfies Defect;
