import type { Defect } from '../../parts.ts';

/** Whoever asks for more is to get a refresh token too. */
export default {
  breaks: 'server.challenge.scope-without-offline-access',
  title: 'The 403 for a lacking scope asks for offline_access',
  alter: (parts) => ({
    challengeParameters: (problem, setup) =>
      parts.challengeParameters(
        problem.kind === 'insufficient-scope'
          ? { ...problem, scopes: [...problem.scopes, 'offline_access'] }
          : problem,
        setup,
      ),
  }),
} satisfies Defect;
