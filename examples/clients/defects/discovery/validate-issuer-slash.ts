import type { Defect } from '../../parts.ts';

/** Parsing both first makes two identifiers one. */
export default {
  breaks: 'client.discovery.validate-issuer',
  title: 'Issuers are compared as URLs, which overlooks a slash',
  alter: () => ({
    isIssuer: (issuer, { issuer: named }) =>
      URL.canParse(named) && new URL(issuer).href === new URL(named).href,
  }),
} satisfies Defect;
