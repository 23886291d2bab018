import type { Defect } from '../../parts.ts';

/** Whoever had a token is thought to know the way. */
export default {
  breaks: 'server.challenge.resource-metadata-on-bad-token',
  title: 'The 401 for an expired token does not say where the metadata is',
  alter: (parts) => ({
    challengeParameters: (problem, setup) => {
      const parameters = parts.challengeParameters(problem, setup);
      return problem.kind === 'invalid' && problem.reason.includes('expired')
        ? parameters?.filter(([name]) => name !== 'resource_metadata')
        : parameters;
    },
  }),
} satisfies Defect;
