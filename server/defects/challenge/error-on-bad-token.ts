import type { Defect } from '../../parts.ts';

/** One challenge for every refusal. */
export default {
  breaks: 'server.challenge.error-on-bad-token',
  title: 'A refused token is challenged like a missing one',
  alter: (parts) => ({
    challengeParameters: (problem, setup) =>
      parts.challengeParameters(problem.kind === 'invalid' ? { kind: 'no-credentials' } : problem, setup),
  }),
} satisfies Defect;
