import type { Defect } from '../../parts.ts';
import { judgeRedirectUris } from '../redirect-uris.ts';

export default {
  breaks: 'authorization-server.registration.redirect-scheme',
  title: 'A redirect URI with a fragment is registered',
  alter: () => ({
    provider: (_environment, provider) =>
      judgeRedirectUris(provider, (uris) => uris.filter((uri) => !uri.includes('#'))),
  }),
} satisfies Defect;
