import type { Defect } from '../../parts.ts';

/** The same challenge for every operation, whatever that needs. */
export default {
  breaks: 'server.scope.challenge-sufficient',
  title: 'The challenge names the scopes of a first authorization instead of the needed ones',
  alter: (parts) => ({
    missingScopes: (body, access, setup) =>
      parts.missingScopes(body, access, setup) && {
        kind: 'insufficient-scope',
        scopes: parts.guidanceScopes(),
      },
  }),
} satisfies Defect;
