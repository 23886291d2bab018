import type { Defect } from '../../parts.ts';

/** A challenge from before RFC 9728. */
export default {
  breaks: 'server.challenge.resource-metadata',
  title: 'The 401 does not say where the metadata is',
  alter: (parts) => ({
    challengeParameters: (problem, setup) => {
      const parameters = parts.challengeParameters(problem, setup);
      return problem.kind === 'insufficient-scope'
        ? parameters
        : parameters?.filter(([name]) => name !== 'resource_metadata');
    },
  }),
} satisfies Defect;
