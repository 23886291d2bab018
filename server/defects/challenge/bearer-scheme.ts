import type { Defect } from '../../parts.ts';

/** A web framework asks for a password. */
export default {
  breaks: 'server.challenge.bearer-scheme',
  title: 'The challenge asks for Basic credentials',
  alter: (parts) => ({
    challengeParameters: (problem, setup) => {
      const parameters = parts.challengeParameters(problem, setup);
      return problem.kind === 'insufficient-scope'
        ? parameters
        : parameters && [['realm', 'mcp'], ...parameters];
    },
    formatChallenge: (parameters) => {
      const field = parts.formatChallenge(parameters);
      return parameters.some(([name]) => name === 'realm') ? field.replace(/^Bearer/, 'Basic') : field;
    },
  }),
} satisfies Defect;
