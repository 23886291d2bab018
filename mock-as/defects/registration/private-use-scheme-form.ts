import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.registration.private-use-scheme-form',
  title: 'Any scheme of its own is registered for an application',
  alter: ({ redirectUriProblem }) => ({
    redirectUriProblem: ({ redirect_uris: uris, ...request }, environment) => {
      const web = Array.isArray(uris) ? uris.filter((uri) => String(uri).startsWith('http')) : uris;
      return redirectUriProblem({ ...request, redirect_uris: web }, environment);
    },
  }),
} satisfies Defect;
