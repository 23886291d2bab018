import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.pkce.refuse-when-not-advertised',
  title: 'Where the metadata does not list PKCE it is left out',
  alter: (parts) => ({
    requirePkce(session, server) {
      if (server.code_challenge_methods_supported !== undefined) parts.requirePkce(session, server);
    },
    authorizationParameters(session, request) {
      const parameters = parts.authorizationParameters(session, request);
      return request.target.server.code_challenge_methods_supported === undefined
        ? { ...parameters, code_challenge: undefined, code_challenge_method: undefined }
        : parameters;
    },
  }),
} satisfies Defect;
