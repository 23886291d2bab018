import type { Defect } from '../../parts.ts';

/** The check is there, and compares the wrong half. */
export default {
  breaks: 'server.security.resource-access-control',
  // The newest revision demands the same of whatever a cache may hold.
  entails: ['server.scope.private-cache-scope'],
  title: 'Users of the same issuer may read the resources of one another',
  alter: () => ({ mayReadSaved: (subject, owner) => issuerOf(subject) === issuerOf(owner) }),
} satisfies Defect;

/** A subject is known here as issuer and name, as a JSON array. */
function issuerOf(subject: string): string | undefined {
  return subject.split(',')[0];
}
