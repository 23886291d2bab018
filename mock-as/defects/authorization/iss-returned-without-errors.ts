import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.authorization.iss-returned',
  title: 'Only successful responses have iss',
  alter: () => ({
    authorizationResponse: (_environment, parameters) => {
      if (parameters.has('error')) parameters.delete('iss');
    },
  }),
} satisfies Defect;
