import type { Defect } from '../../parts.ts';

/** Whatever the challenge says. */
export default {
  breaks: 'client.discovery.use-header-url',
  title: 'The metadata is always looked for at the well-known places',
  alter: (parts) => ({
    resourceMetadataUrls: (session) => parts.resourceMetadataUrls(session, {}),
  }),
} satisfies Defect;
