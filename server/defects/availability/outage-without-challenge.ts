import type { Defect } from '../../parts.ts';

/** One middleware adds the challenge to whatever it refuses. */
export default {
  breaks: 'server.availability.outage-without-challenge',
  title: 'The 503 of an outage carries the challenge of an invalid token',
  alter: (parts) => ({
    challengeParameters: (problem, setup) =>
      parts.challengeParameters(
        problem.kind === 'unverifiable' ? { kind: 'invalid', reason: 'Try again.' } : problem,
        setup,
      ),
  }),
} satisfies Defect;
