import type { Defect } from '../../parts.ts';

/** The server knows by now what it is about. */
export default {
  breaks: 'client.resource-indicator.in-authorization-request',
  title: 'Only the first authorization request names the resource, and not that of a step-up',
  alter: (parts) => ({
    authorizationParameters: (session, request) => ({
      ...parts.authorizationParameters(session, request),
      ...(parts.storedTokens(session) === undefined ? {} : { resource: undefined }),
    }),
  }),
} satisfies Defect;
