import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.pkce.refuse-when-not-advertised',
  title: 'A server that says nothing of PKCE is taken to support it',
  alter: (parts) => ({
    requirePkce(session, server) {
      if (server.code_challenge_methods_supported !== undefined) parts.requirePkce(session, server);
    },
  }),
} satisfies Defect;
