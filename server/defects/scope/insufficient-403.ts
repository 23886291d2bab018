import type { Defect } from '../../parts.ts';

/** 401 tells a client to get the same token again. */
export default {
  breaks: 'server.scope.insufficient-403',
  title: 'A missing scope is answered 401',
  alter: (parts) => ({
    statusOf: (problem) => (problem.kind === 'insufficient-scope' ? 401 : parts.statusOf(problem)),
  }),
} satisfies Defect;
