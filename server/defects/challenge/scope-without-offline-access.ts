import type { Defect } from '../../parts.ts';

/** The scopes of the authorization server are copied into the challenge. */
export default {
  breaks: 'server.challenge.scope-without-offline-access',
  title: 'The 401 asks for offline_access',
  alter: (parts) => ({
    guidanceScopes: () => [...parts.guidanceScopes(), 'offline_access'],
  }),
} satisfies Defect;
