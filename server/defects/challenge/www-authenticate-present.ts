import type { Defect } from '../../parts.ts';

/** Clients are told that they need a token, and not where to get one. */
export default {
  breaks: 'server.challenge.www-authenticate-present',
  title: 'A 401 has no WWW-Authenticate',
  alter: (parts) => ({
    challengeParameters: (problem, setup) =>
      parts.statusOf(problem) === 401 ? undefined : parts.challengeParameters(problem, setup),
  }),
} satisfies Defect;
