import type { Defect } from '../../parts.ts';

/** That list is of all resources of the authorization server together. */
export default {
  breaks: 'client.scope.omitted',
  title: 'Asks for all scopes of the authorization server where nobody names one',
  alter: (parts) => ({
    authorizationParameters(session, request) {
      const { target } = request;
      const scope = target.scope ?? target.server.scopes_supported?.join(' ');
      return parts.authorizationParameters(session, { ...request, target: { ...target, scope } });
    },
  }),
} satisfies Defect;
