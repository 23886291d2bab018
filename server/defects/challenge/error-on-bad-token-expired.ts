import type { Defect } from '../../parts.ts';

/** The library has an error code of its own for this. */
export default {
  breaks: 'server.challenge.error-on-bad-token',
  title: 'An expired token is challenged with error="token_expired"',
  alter: (parts) => ({
    errorCode: (problem) =>
      problem.kind === 'invalid' && problem.reason.includes('expired')
        ? 'token_expired'
        : parts.errorCode(problem),
  }),
} satisfies Defect;
