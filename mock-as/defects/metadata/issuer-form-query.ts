import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.metadata.issuer-form',
  entails: ['authorization-server.discovery.issuer-identical'],
  title: 'The issuer names its tenant in a query',
  alter: ({ environmentMetadata }) => ({
    environmentMetadata: (environment) => ({
      ...environmentMetadata(environment),
      issuer: `${environment.base}?tenant=1`,
    }),
  }),
} satisfies Defect;
