import type { Defect } from '../../parts.ts';

/** What comes first out of a set today comes second tomorrow. */
export default {
  breaks: 'server.scope.consistent-strategy',
  title: 'The challenge names more scopes every other time',
  alter: (parts) => {
    let count = 0;
    return {
      missingScopes: (body, access, setup) => {
        const problem = parts.missingScopes(body, access, setup);
        if (problem?.kind !== 'insufficient-scope') return problem;
        count += 1;
        return count % 2 === 0 ? problem : { ...problem, scopes: [...problem.scopes, 'profile'] };
      },
    };
  },
} satisfies Defect;
