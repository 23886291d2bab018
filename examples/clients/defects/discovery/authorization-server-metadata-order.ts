import type { Defect } from '../../parts.ts';

/** Right for an issuer without a path that speaks RFC 8414. */
export default {
  breaks: 'client.discovery.authorization-server-metadata-order',
  title: 'Only the OAuth place at the root is asked',
  alter: () => ({
    serverMetadataUrls: (_session, issuer) => [
      `${new URL(issuer).origin}/.well-known/oauth-authorization-server`,
    ],
  }),
} satisfies Defect;
