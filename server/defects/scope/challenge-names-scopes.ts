import type { Defect } from '../../parts.ts';

/** A client cannot ask for what it is not told. */
export default {
  breaks: 'server.scope.challenge-names-scopes',
  title: 'The 403 for a missing scope names no scope',
  alter: (parts) => ({
    challengeParameters: (problem, setup) => {
      const parameters = parts.challengeParameters(problem, setup);
      if (problem.kind !== 'insufficient-scope') return parameters;
      return parameters?.filter(([name]) => name !== 'scope');
    },
  }),
} satisfies Defect;
