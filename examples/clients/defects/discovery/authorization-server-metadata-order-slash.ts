import type { Defect } from '../../parts.ts';

/** `https://as.example/` becomes `https://as.example//.well-known/…`. */
export default {
  breaks: 'client.discovery.authorization-server-metadata-order',
  title: 'The places of an issuer with a slash at its end get a slash too many',
  alter: (parts) => ({
    serverMetadataUrls(session, issuer) {
      const urls = parts.serverMetadataUrls(session, issuer);
      const isRoot = new URL(issuer).pathname === '/';
      return issuer.endsWith('/') && isRoot
        ? urls.map((url) => url.replace('/.well-known', '//.well-known'))
        : urls;
    },
  }),
} satisfies Defect;
