import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.discovery.rfc8414-location',
  entails: ['authorization-server.discovery.metadata-served'],
  title: 'The document of an issuer with a path stands at the root of the host',
  options: {
    authorizationServer: 'resource',
    metadataIssuer: 'resource',
    tokenIssuer: 'resource',
    environmentMetadata: true,
    pathInsertedMetadata: false,
    resourceMetadata: false,
  },
  alter: ({ resourceServerMetadata }) => ({
    // The gateway routes the root only.
    environmentMetadata: (environment) => resourceServerMetadata(environment, environment.resources.first()),
  }),
} satisfies Defect;
