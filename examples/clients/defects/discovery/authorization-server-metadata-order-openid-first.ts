import type { Defect } from '../../parts.ts';

/** It finds every document, and of two the wrong one. */
export default {
  breaks: 'client.discovery.authorization-server-metadata-order',
  title: 'The OpenID places are asked before the OAuth place',
  alter: (parts) => ({
    serverMetadataUrls(session, issuer) {
      const [oauth = '', ...openid] = parts.serverMetadataUrls(session, issuer);
      return [...openid, oauth];
    },
  }),
} satisfies Defect;
