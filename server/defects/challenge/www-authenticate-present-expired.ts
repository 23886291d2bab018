import type { Defect } from '../../parts.ts';

/** The challenge is written by the gate; what the verifier refuses passes it by. */
export default {
  breaks: 'server.challenge.www-authenticate-present',
  title: 'The 401 for an expired token has no WWW-Authenticate',
  alter: (parts) => ({
    challengeParameters: (problem, setup) =>
      problem.kind === 'invalid' && problem.reason.includes('expired')
        ? undefined
        : parts.challengeParameters(problem, setup),
  }),
} satisfies Defect;
