import type { Defect } from '../../parts.ts';

/** The way through the code is told to everybody. */
export default {
  breaks: 'server.security.no-stack-trace',
  title: 'The body of a refusal holds a stack trace',
  alter: (parts) => ({
    refusalBody: (problem, setup) => ({
      ...parts.refusalBody(problem, setup),
      ...(problem.kind === 'invalid' ? { detail: new Error(problem.reason).stack } : {}),
    }),
  }),
} satisfies Defect;
