import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.registration.unknown-metadata-ignored',
  title: 'A registration with a member that is an object is refused',
  alter: ({ redirectUriProblem }) => ({
    redirectUriProblem: (request, environment) => {
      const isFlat = Object.entries(request).every(
        ([name, value]) => name === 'jwks' || typeof value === 'string' || Array.isArray(value),
      );
      return isFlat ? redirectUriProblem(request, environment) : 'members must be text or lists';
    },
  }),
} satisfies Defect;
