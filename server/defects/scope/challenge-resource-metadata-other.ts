import type { Defect } from '../../parts.ts';

/** Two places of one document are two documents to a client. */
export default {
  breaks: 'server.scope.challenge-resource-metadata',
  title: 'The 403 for a missing scope names another resource_metadata than the 401',
  alter: (parts) => ({
    challengeParameters: (problem, setup) =>
      parts
        .challengeParameters(problem, setup)
        ?.map(([name, value]) =>
          problem.kind === 'insufficient-scope' && name === 'resource_metadata'
            ? [name, new URL('/.well-known/oauth-protected-resource', value).href]
            : [name, value],
        ),
  }),
} satisfies Defect;
