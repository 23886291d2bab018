import type { Defect } from '../../parts.ts';

/** Whoever can plant a document chooses the keys. */
export default {
  breaks: 'server.security.issuer-mismatch-refused',
  title: 'The metadata of any issuer is used',
  alter: () => ({ issuerOfMetadataIsTrusted: () => true }),
} satisfies Defect;
