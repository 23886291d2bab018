import type { Defect } from '../../parts.ts';

/** One parameter a scope looks natural. */
export default {
  breaks: 'server.challenge.no-repeated-parameter',
  title: 'Each scope stands in a scope parameter of its own',
  alter: (parts) => ({
    challengeParameters: (problem, setup) =>
      parts.challengeParameters(problem, setup)?.flatMap(([name, value]): [string, string][] =>
        name === 'scope' && problem.kind !== 'insufficient-scope'
          ? [
              [name, value],
              [name, value],
            ]
          : [[name, value]],
      ),
  }),
} satisfies Defect;
