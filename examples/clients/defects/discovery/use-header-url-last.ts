import type { Defect } from '../../parts.ts';

/** It has read the challenge, and would go there if there were nothing elsewhere. */
export default {
  breaks: 'client.discovery.use-header-url',
  title: 'The URL of the challenge is asked when the well-known places have no document',
  alter: (parts) => ({
    resourceMetadataUrls: (session, challenge) => [
      ...new Set([
        ...parts.resourceMetadataUrls(session, {}),
        ...parts.resourceMetadataUrls(session, challenge),
      ]),
    ],
  }),
} satisfies Defect;
