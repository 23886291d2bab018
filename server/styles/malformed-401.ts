import type { Style } from '../parts.ts';

/** RFC 6750 §3.1 says 400 for a malformed request; a token that cannot be read may as well be called invalid. */
export default {
  title: 'Answers 401 to an Authorization field that it cannot read',
  alter: (parts) => ({
    statusOf: (problem) => (problem.kind === 'malformed' ? 401 : parts.statusOf(problem)),
    errorCode: (problem) => (problem.kind === 'malformed' ? 'invalid_token' : parts.errorCode(problem)),
  }),
  revisions: ['2025-11-25'],
} satisfies Style;
