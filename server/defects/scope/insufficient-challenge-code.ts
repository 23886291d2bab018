import type { Defect } from '../../parts.ts';

/** The token is valid, and is said not to be. */
export default {
  breaks: 'server.scope.insufficient-challenge',
  title: 'The 403 for a missing scope says invalid_token',
  alter: (parts) => ({
    errorCode: (problem) =>
      problem.kind === 'insufficient-scope' ? 'invalid_token' : parts.errorCode(problem),
  }),
} satisfies Defect;
