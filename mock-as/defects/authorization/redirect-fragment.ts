import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.authorization.redirect-fragment',
  title: 'The fragment of a redirect_uri is taken away',
  alter: () => ({
    authorizationRequest: (_environment, parameters) => {
      const [uri = '', fragment] = parameters.get('redirect_uri')?.split('#') ?? [];
      if (fragment !== undefined) parameters.set('redirect_uri', uri);
    },
  }),
} satisfies Defect;
