import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.discovery.oidc-location',
  title: 'The OpenID Connect document of an issuer with a path stands at the root of the host',
  options: {
    authorizationServer: 'resource',
    metadataIssuer: 'resource',
    tokenIssuer: 'resource',
    environmentMetadata: false,
    pathInsertedMetadata: true,
    resourceMetadata: false,
    openidConfiguration: true,
  },
  alter: ({ openidConfiguration, resourceServerMetadata }) => ({
    openidConfiguration: (environment) => ({
      ...openidConfiguration(environment),
      ...resourceServerMetadata(environment, environment.resources.first()),
    }),
  }),
} satisfies Defect;
