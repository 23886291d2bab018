import type { Style } from '../parts.ts';

/** Scheme and parameter names are without case, parameters come in any order, and spaces may stand around `=`. */
export default {
  title: 'Writes the challenge in capitals, with a realm, in another order',
  alter: (parts) => ({
    formatChallenge: (parameters) =>
      parts
        .formatChallenge([['realm', 'Web search'], ...[...parameters].reverse()])
        .replace(/^Bearer/, 'BEARER')
        .replace(/([a-z_]+)="/g, (_, name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}="`),
  }),
  revisions: ['2025-06-18'],
  proves: [
    'server.challenge.bearer-scheme',
    'server.challenge.resource-metadata',
    'server.discovery.prm-implemented',
  ],
} satisfies Style;
