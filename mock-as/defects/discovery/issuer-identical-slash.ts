import type { Defect } from '../../parts.ts';

/** `URL.href` writes it so. */
export default {
  breaks: 'authorization-server.discovery.issuer-identical',
  title: 'The issuer in the metadata has a slash at its end that the identifier has not',
  alter: ({ environmentMetadata }) => ({
    environmentMetadata: (environment) => ({
      ...environmentMetadata(environment),
      issuer: `${environment.base}/`,
    }),
  }),
} satisfies Defect;
