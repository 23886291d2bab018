import type { Defect } from '../../parts.ts';

/** The answer is marked private, and given to everybody. */
export default {
  breaks: 'server.scope.private-cache-scope',
  entails: ['server.security.resource-access-control'],
  title: 'Whoever knows its URI may read the resource of another user',
  alter: () => ({ mayReadSaved: () => true }),
} satisfies Defect;
