import type { Defect } from '../../parts.ts';

/** It works with most servers that forgot to list S256; the text wants an error. */
export default {
  breaks: 'client.pkce.refuse-without-s256',
  title: 'S256 is sent to a server that offers plain only',
  alter: (parts) => ({
    requirePkce(session, server) {
      if (server.code_challenge_methods_supported === undefined) parts.requirePkce(session, server);
    },
  }),
} satisfies Defect;
