import type { Defect } from '../../parts.ts';

/** A good signature with wrong claims is taken for a matter of permissions. */
export default {
  breaks: 'server.token-validation.invalid-token-401',
  title: 'A token for another resource is answered 403',
  alter: (parts) => ({
    statusOf: (problem) =>
      problem.kind === 'invalid' && problem.reason.includes('another resource')
        ? 403
        : parts.statusOf(problem),
  }),
} satisfies Defect;
