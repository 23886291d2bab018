import type { Defect } from '../../parts.ts';

export default {
  breaks: 'server.security.resource-access-control',
  title: 'Who knows the URI of a resource may read it',
  alter: () => ({ mayReadSaved: () => true }),
} satisfies Defect;
