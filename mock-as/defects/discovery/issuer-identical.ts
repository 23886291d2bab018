import type { Defect } from '../../parts.ts';

/** The document is made from the address that the process listens on, behind a proxy. */
export default {
  breaks: 'authorization-server.discovery.issuer-identical',
  title: 'The issuer in the metadata is an internal host name',
  options: { metadata: { issuer: 'https://auth.internal:8443' } },
} satisfies Defect;
