import type { Defect } from '../../parts.ts';

/** A URL is no token, and lenient clients read it all the same. */
export default {
  breaks: 'server.challenge.resource-metadata-quoted',
  title: 'resource_metadata has no quotes',
  alter: (parts) => ({
    formatChallenge: (parameters) =>
      parts.formatChallenge(parameters).replace(/resource_metadata="([^"]*)"/, 'resource_metadata=$1'),
  }),
} satisfies Defect;
