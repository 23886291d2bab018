import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.metadata.oidc-required-members',
  title: 'The OpenID Connect document does not say which types of subject there are',
  options: { openidConfiguration: true },
  alter: ({ openidConfiguration }) => ({
    openidConfiguration: (environment) => {
      const document = openidConfiguration(environment);
      delete document.subject_types_supported;
      return document;
    },
  }),
} satisfies Defect;
