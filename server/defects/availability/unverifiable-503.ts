import type { Defect } from '../../parts.ts';

/** The key set cannot be fetched, and the token is blamed for it. */
export default {
  breaks: 'server.availability.unverifiable-503',
  entails: [
    'server.availability.retry-after',
    'server.availability.outage-without-challenge',
    'server.availability.introspection-5xx',
    'server.availability.introspection-timeout',
    'server.availability.introspection-garbage',
    'server.availability.introspection-own-credentials',
    'server.availability.introspection-429',
    'server.availability.jwks-unusable',
  ],
  title: 'An outage of the authorization server is answered with 401 invalid_token',
  alter: () => ({
    problemOf: (result) =>
      result.kind === 'unverifiable' ? { kind: 'invalid', reason: 'The access token is not valid.' } : result,
  }),
} satisfies Defect;
