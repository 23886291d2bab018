import type { Defect } from '../../parts.ts';
import { judgeRedirectUris } from '../redirect-uris.ts';

export default {
  breaks: 'authorization-server.registration.redirect-scheme',
  entails: ['authorization-server.registration.private-use-scheme-form'],
  title: 'Any string is registered as a redirect URI',
  alter: () => ({
    redirectUriProblem: () => undefined,
    provider: (_environment, provider) => judgeRedirectUris(provider, () => []),
  }),
} satisfies Defect;
