import type { Defect } from '../../parts.ts';

/** The client may guess. */
export default {
  breaks: 'server.challenge.scope-guidance',
  title: 'The 401 names no scope',
  alter: (parts) => ({
    challengeParameters: (problem, setup) => {
      const parameters = parts.challengeParameters(problem, setup);
      return problem.kind === 'insufficient-scope'
        ? parameters
        : parameters?.filter(([name]) => name !== 'scope');
    },
  }),
} satisfies Defect;
