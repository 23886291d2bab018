import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.token.redirect-uri-optional',
  title: 'A token request needs redirect_uri, as in OAuth 2.0',
  alter: () => ({
    providerConfiguration: (configuration) => ({
      ...configuration,
      allowOmittingSingleRegisteredRedirectUri: false,
    }),
  }),
} satisfies Defect;
