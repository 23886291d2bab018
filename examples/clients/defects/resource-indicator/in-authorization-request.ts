import type { Defect } from '../../parts.ts';

/** No metadata of an authorization server mentions resource, so it is never sent there. */
export default {
  breaks: 'client.resource-indicator.in-authorization-request',
  title: 'The authorization request has no resource',
  alter: (parts) => ({
    authorizationParameters: (session, request) => ({
      ...parts.authorizationParameters(session, request),
      resource: undefined,
    }),
  }),
} satisfies Defect;
