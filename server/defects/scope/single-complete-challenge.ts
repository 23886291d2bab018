import type { Defect } from '../../parts.ts';

/** One login for each missing scope. */
export default {
  breaks: 'server.scope.single-complete-challenge',
  title: 'The challenge names one missing scope after the other',
  alter: (parts) => ({
    missingScopes: (body, access, setup) => {
      const problem = parts.missingScopes(body, access, setup);
      if (problem?.kind !== 'insufficient-scope') return problem;
      const missing = problem.scopes.filter((scope) => !access.scopes.includes(scope));
      return { kind: 'insufficient-scope', scopes: missing.slice(0, 1) };
    },
  }),
} satisfies Defect;
