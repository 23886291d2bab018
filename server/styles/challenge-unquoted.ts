import type { Style } from '../parts.ts';

export default {
  title: 'Writes resource_metadata without quotes',
  alter: (parts) => ({
    formatChallenge: (parameters) =>
      parts.formatChallenge(parameters).replace(/resource_metadata="([^"]*)"/, 'resource_metadata=$1'),
  }),
  revisions: ['2025-06-18', '2026-07-28'],
  warns: ['server.challenge.resource-metadata-quoted'],
  proves: [
    'server.challenge.bearer-scheme',
    'server.challenge.resource-metadata',
    'server.discovery.prm-implemented',
  ],
} satisfies Style;
