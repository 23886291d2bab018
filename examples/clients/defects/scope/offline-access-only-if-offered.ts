import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.scope.offline-access-only-if-offered',
  title: 'Always asks for offline_access',
  alter: (parts) => ({
    authorizationParameters(session, request) {
      const parameters = parts.authorizationParameters(session, request);
      return { ...parameters, scope: [parameters['scope'] ?? [], 'offline_access'].flat().join(' ') };
    },
  }),
} satisfies Defect;
