import type { Defect } from '../../parts.ts';

/** The refusal shows what could be had. */
export default {
  breaks: 'server.challenge.no-protected-data',
  title: 'The body of a 401 lists the tools',
  alter: (parts) => ({
    refusalBody: (problem, setup) => ({
      ...parts.refusalBody(problem, setup),
      ...(problem.kind === 'no-credentials'
        ? { tools: ['web_search', 'save_search', 'list_saved_searches', 'whoami'] }
        : {}),
    }),
  }),
} satisfies Defect;
