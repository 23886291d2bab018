import type { Defect } from '../../parts.ts';

/** Right for a list of tools, copied to what belongs to one user. */
export default {
  breaks: 'server.scope.private-cache-scope',
  title: "A user's own resources are marked as good for everybody's cache",
  alter: () => ({
    cacheHints: () => ({
      'resources/list': { ttlMs: 60_000, cacheScope: 'public' },
      'resources/read': { ttlMs: 60_000, cacheScope: 'public' },
    }),
  }),
} satisfies Defect;
