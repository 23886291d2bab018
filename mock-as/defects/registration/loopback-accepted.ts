import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.registration.loopback-accepted',
  entails: ['authorization-server.registration.application-type-honoured'],
  title: 'Every redirect URI must be https, on loopback too',
  alter: () => ({
    redirectUriProblem: ({ redirect_uris: uris }) =>
      Array.isArray(uris) && uris.some((uri) => String(uri).startsWith('http:'))
        ? 'redirect URIs must be https'
        : undefined,
  }),
} satisfies Defect;
