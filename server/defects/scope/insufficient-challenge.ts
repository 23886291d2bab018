import type { Defect } from '../../parts.ts';

/** A bare 403 tells a client nothing that it could do. */
export default {
  breaks: 'server.scope.insufficient-challenge',
  title: 'The 403 for a missing scope has no challenge',
  alter: (parts) => ({
    challengeParameters: (problem, setup) =>
      problem.kind === 'insufficient-scope' ? undefined : parts.challengeParameters(problem, setup),
  }),
} satisfies Defect;
