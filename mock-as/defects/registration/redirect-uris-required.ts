import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.registration.redirect-uris-required',
  title: 'A client is registered without redirect_uris',
  alter: ({ clientMetadata, registrationResponse }) => ({
    clientMetadata: (request, environment) => ({
      redirect_uris: ['https://client.example/callback'],
      ...clientMetadata(request, environment),
    }),
    registrationResponse: (environment, client, request, resource) => ({
      ...registrationResponse(environment, client, request, resource),
      redirect_uris: request.redirect_uris,
    }),
  }),
} satisfies Defect;
