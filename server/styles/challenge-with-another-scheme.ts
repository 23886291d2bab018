import type { Style } from '../parts.ts';

/** DPoP is first, so that nobody can take the first challenge for the right one. */
export default {
  title: 'Sends a second challenge on the same line',
  alter: (parts) => ({
    formatChallenge: (parameters) => `DPoP algs="ES256 RS256", ${parts.formatChallenge(parameters)}`,
  }),
  revisions: ['2025-11-25'],
  proves: [
    'server.challenge.bearer-scheme',
    'server.challenge.resource-metadata',
    'server.discovery.prm-implemented',
  ],
} satisfies Style;
