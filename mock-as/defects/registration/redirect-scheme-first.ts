import type { Defect } from '../../parts.ts';
import { judgeRedirectUris } from '../redirect-uris.ts';

export default {
  breaks: 'authorization-server.registration.redirect-scheme',
  title: 'Only the first redirect URI of a registration is looked at',
  alter: ({ redirectUriProblem }) => ({
    redirectUriProblem: ({ redirect_uris: uris, ...request }, environment) =>
      redirectUriProblem(
        { ...request, redirect_uris: Array.isArray(uris) ? uris.slice(0, 1) : uris },
        environment,
      ),
    provider: (_environment, provider) => judgeRedirectUris(provider, (uris) => uris.slice(0, 1)),
  }),
} satisfies Defect;
