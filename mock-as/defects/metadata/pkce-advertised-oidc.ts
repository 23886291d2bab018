import type { Defect } from '../../parts.ts';

/** OpenID Connect Discovery knows no such member. */
export default {
  breaks: 'authorization-server.metadata.pkce-advertised',
  title: 'Only the OAuth document tells of code challenges',
  options: { openidConfiguration: true },
  alter: ({ openidConfiguration }) => ({
    openidConfiguration: (environment) => {
      const document = openidConfiguration(environment);
      delete document.code_challenge_methods_supported;
      return document;
    },
  }),
} satisfies Defect;
