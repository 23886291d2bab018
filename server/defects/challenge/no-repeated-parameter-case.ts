import type { Defect } from '../../parts.ts';

/** Two layers describe the same error, in their own spelling. */
export default {
  breaks: 'server.challenge.no-repeated-parameter',
  title: 'The challenge to a refused token describes the error twice, in upper and lower case',
  alter: (parts) => ({
    challengeParameters: (problem, setup) => {
      const parameters = parts.challengeParameters(problem, setup);
      return problem.kind === 'invalid'
        ? parameters?.concat([['Error_Description', 'Token verification failed.']])
        : parameters;
    },
  }),
} satisfies Defect;
