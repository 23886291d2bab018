import type { Defect } from '../../parts.ts';

/** Right for a server at the root only. */
export default {
  breaks: 'client.discovery.well-known-fallback',
  title: 'The resource metadata is looked for at the root only',
  alter: (parts) => ({
    resourceMetadataUrls: (session, challenge) => parts.resourceMetadataUrls(session, challenge).slice(-1),
  }),
} satisfies Defect;
