import type { Defect } from '../../parts.ts';

/** The hint is added in the branch for a missing token. */
export default {
  breaks: 'server.challenge.resource-metadata-on-bad-token',
  title: 'The 401 for a refused token does not say where the metadata is',
  alter: (parts) => ({
    challengeParameters: (problem, setup) => {
      const parameters = parts.challengeParameters(problem, setup);
      return problem.kind === 'invalid'
        ? parameters?.filter(([name]) => name !== 'resource_metadata')
        : parameters;
    },
  }),
} satisfies Defect;
