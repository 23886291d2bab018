import type { Defect } from '../../parts.ts';

const isEmpty = ({ redirect_uris: uris }: Record<string, unknown>): boolean =>
  Array.isArray(uris) && uris.length === 0;

export default {
  breaks: 'authorization-server.registration.redirect-uris-required',
  title: 'A client is registered with an empty list of redirect_uris',
  alter: ({ clientMetadata, registrationResponse }) => ({
    clientMetadata: (request, environment) => {
      const metadata = clientMetadata(request, environment);
      return isEmpty(request)
        ? { ...metadata, redirect_uris: ['https://client.example/callback'] }
        : metadata;
    },
    registrationResponse: (environment, client, request, resource) => {
      const answer = registrationResponse(environment, client, request, resource);
      return isEmpty(request) ? { ...answer, redirect_uris: [] } : answer;
    },
  }),
} satisfies Defect;
