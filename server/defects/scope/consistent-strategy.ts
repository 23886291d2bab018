import type { Defect } from '../../parts.ts';

/** What comes first out of a set today comes second tomorrow. */
export default {
  breaks: 'server.scope.consistent-strategy',
  title: 'The challenge names more scopes every other time',
  alter: (parts) => {
    // Counted by token: the calls of others in between must not hide the change from the one who asks twice.
    const refused = new Map<string, number>();
    return {
      missingScopes: (body, access, setup) => {
        const problem = parts.missingScopes(body, access, setup);
        if (problem?.kind !== 'insufficient-scope') return problem;
        const count = (refused.get(access.token) ?? 0) + 1;
        refused.set(access.token, count);
        return count % 2 === 0 ? problem : { ...problem, scopes: [...problem.scopes, 'profile'] };
      },
    };
  },
} satisfies Defect;
