import type { Style } from '../parts.ts';

export default {
  title: 'The issuer has a path, one for each resource, and the metadata stands between host and path',
  options: {
    authorizationServer: 'resource',
    metadataIssuer: 'resource',
    tokenIssuer: 'resource',
    resourceMetadata: true,
    pathInsertedMetadata: true,
    environmentMetadata: false,
  },
  oneResource: true,
} satisfies Style;
