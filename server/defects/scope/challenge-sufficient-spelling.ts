import type { Defect } from '../../parts.ts';

/** Scopes are compared with their case, and told without it. */
export default {
  breaks: 'server.scope.challenge-sufficient',
  title: 'The challenge spells the scopes in another case than they are compared in',
  alter: (parts) => ({
    challengeParameters: (problem, setup) =>
      parts
        .challengeParameters(problem, setup)
        ?.map(([name, value]) =>
          problem.kind === 'insufficient-scope' && name === 'scope'
            ? [name, value.toUpperCase()]
            : [name, value],
        ),
  }),
} satisfies Defect;
