import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.registration.grant-response-consistency',
  title: 'Grant types and response types are stored as they come',
  alter: ({ clientMetadata, registrationResponse }) => ({
    clientMetadata: (request, environment) => ({
      ...clientMetadata(request, environment),
      response_types: ['code'],
    }),
    registrationResponse: (environment, client, request, resource) => ({
      ...registrationResponse(environment, client, request, resource),
      response_types: request.response_types ?? ['code'],
    }),
  }),
} satisfies Defect;
