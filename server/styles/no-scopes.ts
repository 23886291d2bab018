import type { Style } from '../parts.ts';

/** What RFC 9728 wants left out when it is empty, is left out. */
export default {
  title: 'Knows no scopes: a good token permits everything',
  alter: (parts) => ({
    requiredScopes: () => [],
    challengeParameters: (problem, setup) =>
      parts.challengeParameters(problem, setup)?.filter(([name]) => name !== 'scope'),
    // A member that is undefined does not reach the JSON text.
    protectedResourceMetadata: (setup) => ({
      ...parts.protectedResourceMetadata(setup),
      scopes_supported: undefined,
    }),
  }),
  ownScopes: true,
  revisions: ['2025-11-25', '2026-07-28'],
  warns: ['server.metadata.scopes-supported'],
} satisfies Style;
