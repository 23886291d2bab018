import type { Defect } from '../../parts.ts';

/** The request is in order, the permission is not. */
export default {
  breaks: 'server.scope.insufficient-403',
  title: 'A missing scope is answered 400',
  alter: (parts) => ({
    statusOf: (problem) => (problem.kind === 'insufficient-scope' ? 400 : parts.statusOf(problem)),
  }),
} satisfies Defect;
