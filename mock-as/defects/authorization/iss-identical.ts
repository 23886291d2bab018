import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.authorization.iss-identical',
  title: 'iss is an internal host name',
  alter: () => ({
    authorizationResponse: (_environment, parameters) => {
      if (parameters.has('iss')) parameters.set('iss', 'http://auth.internal:8080');
    },
  }),
} satisfies Defect;
