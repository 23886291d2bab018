import type { Defect } from '../../parts.ts';

/** «Well-known is what one appends.» */
export default {
  breaks: 'authorization-server.discovery.rfc8414-location',
  entails: ['authorization-server.discovery.metadata-served'],
  title: 'The document stands below the issuer path only',
  options: {
    authorizationServer: 'resource',
    metadataIssuer: 'resource',
    tokenIssuer: 'resource',
    environmentMetadata: false,
    pathInsertedMetadata: false,
    resourceMetadata: true,
  },
} satisfies Defect;
