import type { Defect } from '../../parts.ts';

/** The document of one server may then speak for another (RFC 8414 §6.2). */
export default {
  breaks: 'client.discovery.validate-issuer',
  title: 'issuer of the metadata is not looked at',
  alter: () => ({ isIssuer: () => true }),
} satisfies Defect;
