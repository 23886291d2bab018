import type { Defect } from '../../parts.ts';

/** The delay is known and yet not handed on. */
export default {
  breaks: 'server.availability.introspection-429',
  title: 'A rate limit of the authorization server leads to a 503 without a delay',
  alter: (parts) => ({
    retryAfter: (problem) =>
      problem.kind === 'unverifiable' && problem.cause.includes('answered 429')
        ? undefined
        : parts.retryAfter(problem),
  }),
} satisfies Defect;
