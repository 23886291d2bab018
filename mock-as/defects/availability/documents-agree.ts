import type { Defect } from '../../parts.ts';

/** The two documents are maintained by hand. */
export default {
  breaks: 'authorization-server.availability.documents-agree',
  title: 'The OpenID Connect document names another token endpoint',
  options: { openidConfiguration: true },
  alter: ({ openidConfiguration }) => ({
    openidConfiguration: (environment) => ({
      ...openidConfiguration(environment),
      token_endpoint: `${environment.base}/oauth2/token`,
    }),
  }),
} satisfies Defect;
