import type { Defect } from '../../parts.ts';

/** The cache knows what was read, and not by whom. */
export default {
  breaks: 'server.scope.private-cache-scope',
  entails: ['server.security.resource-access-control'],
  title: 'What its owner has read once is given to everybody',
  alter: (parts) => {
    const cached = new Set<string>();
    return {
      mayReadSaved: (subject, owner) => {
        if (parts.mayReadSaved(subject, owner)) cached.add(owner);
        return cached.has(owner);
      },
    };
  },
} satisfies Defect;
