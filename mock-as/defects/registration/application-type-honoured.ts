import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.registration.application-type-honoured',
  entails: ['authorization-server.registration.loopback-accepted'],
  title: 'The rules for web clients are applied to those that say they are native',
  alter: ({ redirectUriProblem }) => ({
    redirectUriProblem: (request, environment) => {
      const { redirect_uris: uris, application_type: type } = request;
      const isPlain = Array.isArray(uris) && uris.some((uri) => String(uri).startsWith('http:'));
      if (type === 'native' && isPlain) return 'redirect URIs of web clients must be https';
      return redirectUriProblem(request, environment);
    },
  }),
} satisfies Defect;
