import type { Defect } from '../../parts.ts';

/** Every 4xx of the authorization server is held against the token. */
export default {
  breaks: 'server.availability.introspection-429',
  title: 'A rate limit of the authorization server makes the token invalid',
  alter: () => ({
    problemOf: (result) =>
      result.kind === 'unverifiable' && /answered 4\d\d$/.test(result.cause)
        ? { kind: 'invalid', reason: 'The access token is not valid.' }
        : result,
  }),
} satisfies Defect;
