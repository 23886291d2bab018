import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.metadata.oidc-required-members',
  title: 'The OAuth document is served under the name of the OpenID Connect one, too',
  options: { openidConfiguration: true },
  alter: ({ environmentMetadata }) => ({ openidConfiguration: environmentMetadata }),
} satisfies Defect;
