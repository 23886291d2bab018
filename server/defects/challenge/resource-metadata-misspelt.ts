import type { Defect } from '../../parts.ts';

/** The name that drafts of RFC 9728 once had. */
export default {
  breaks: 'server.challenge.resource-metadata',
  title: 'The 401 calls the parameter resource_metadata_uri',
  alter: (parts) => ({
    challengeParameters: (problem, setup) =>
      parts.challengeParameters(problem, setup)?.map(([name, value]) => {
        const isHint = name === 'resource_metadata' && problem.kind !== 'insufficient-scope';
        return [isHint ? 'resource_metadata_uri' : name, value];
      }),
  }),
} satisfies Defect;
