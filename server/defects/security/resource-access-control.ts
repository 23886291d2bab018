import type { Defect } from '../../parts.ts';

export default {
  breaks: 'server.security.resource-access-control',
  // The newest revision demands the same of whatever a cache may hold.
  entails: ['server.scope.private-cache-scope'],
  title: 'Who knows the URI of a resource may read it',
  alter: () => ({ mayReadSaved: () => true }),
} satisfies Defect;
