import type { Defect } from '../../parts.ts';

/** One challenge for every refusal. */
export default {
  breaks: 'server.challenge.no-error-without-credentials',
  title: 'A missing token is called an invalid one',
  alter: (parts) => ({
    errorCode: (problem) => (problem.kind === 'no-credentials' ? 'invalid_token' : parts.errorCode(problem)),
  }),
} satisfies Defect;
