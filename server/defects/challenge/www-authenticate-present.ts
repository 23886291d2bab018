import type { Defect } from '../../parts.ts';

/** Clients are told that they need a token, and not where to get one. */
export default {
  breaks: 'server.challenge.www-authenticate-present',
  entails: [
    'server.challenge.bearer-scheme',
    'server.challenge.error-on-bad-token',
    'server.challenge.resource-metadata',
    'server.challenge.resource-metadata-on-bad-token',
    'server.challenge.scope-guidance',
    'server.token-validation.other-scheme',
    'server.security.cors-challenge-exposed',
  ],
  title: 'A 401 has no WWW-Authenticate',
  alter: (parts) => ({
    challengeParameters: (problem, setup) =>
      parts.statusOf(problem) === 401 ? undefined : parts.challengeParameters(problem, setup),
  }),
} satisfies Defect;
