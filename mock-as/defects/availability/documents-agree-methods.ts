import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.availability.documents-agree',
  title: 'The two documents name different ways for clients to authenticate',
  options: { openidConfiguration: true },
  alter: ({ openidConfiguration }) => ({
    openidConfiguration: (environment) => ({
      ...openidConfiguration(environment),
      token_endpoint_auth_methods_supported: ['none', 'client_secret_basic'],
    }),
  }),
} satisfies Defect;
