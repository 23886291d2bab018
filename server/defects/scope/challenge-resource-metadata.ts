import type { Defect } from '../../parts.ts';

/** Put together by hand, and half of it forgotten. */
export default {
  breaks: 'server.scope.challenge-resource-metadata',
  title: 'The 403 for a missing scope lacks resource_metadata',
  alter: (parts) => ({
    challengeParameters: (problem, setup) => {
      const parameters = parts.challengeParameters(problem, setup);
      if (problem.kind !== 'insufficient-scope') return parameters;
      return parameters?.filter(([name]) => name !== 'resource_metadata');
    },
  }),
} satisfies Defect;
