import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.metadata.endpoints-https',
  title: 'The authorization endpoint is a route of a single-page application',
  alter: ({ environmentMetadata }) => ({
    environmentMetadata: (environment) => ({
      ...environmentMetadata(environment),
      authorization_endpoint: `${environment.base}/oauth/authorize#/start`,
    }),
  }),
} satisfies Defect;
